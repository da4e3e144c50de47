import { z } from "zod";
import { id } from "../wire/id";
import { optionalText } from "../wire/text";

/** Which key pair ECS has on record for a server. */
export interface ServerKey {
  readonly id: string;
  /** Empty where it cannot be read. */
  readonly name: string;
  /** Absent when none. */
  readonly keyName?: string;
}

/** As little of a server in a list as tells its key pair: what else is odd about it must not hide that it uses one. */
export const serverKeyWire = z.object({ id, name: optionalText.catch(undefined), key_name: optionalText });

/** Names of ours. */
export function serverKeyOf({ id, name, key_name }: z.output<typeof serverKeyWire>): ServerKey {
  return { id, name: name ?? "", ...(key_name === undefined ? {} : { keyName: key_name }) };
}
