import type { Quirks } from "./quirks";

/** The id of a new task in the form the quirk says, made from a UUID. */
export function taskIdForm(form: Quirks["taskIds"], uuid: string): string {
  return { uuid, path: `../${uuid}`, slash: `a/${uuid}`, blank: ` ${uuid}`, long: uuid.repeat(9) }[form];
}
