import type { PlainObject } from "../../../provider/src/model/plainObject";
import type { Facts } from "./facts";
import { Needles } from "./needles";
import type { Violation } from "./violation";

/** No secret of the history shows in state, rows, errors or addresses of requests. */
export function secretsKept({ history, calls }: Facts, needles: Needles): Violation[] {
  const told: Violation[] = [];
  const look = (text: string, where: string, atMs: number): void => {
    if (needles.areIn(text)) {
      told.push({ judgement: "no secret shown", text: `a secret shows in ${where}`, atMs });
    }
  };
  for (const call of calls.filter(({ partOf }) => partOf === undefined)) {
    const { end } = call;
    look(inTheClear(call.inputs, call.secretInputs), `the inputs of ${call.id}`, call.toMs);
    if (end.how === "done" || end.how === "kept") {
      look(inTheClear(end.outputs, end.secret), `the outputs of ${call.id}`, call.toMs);
    }
    if (end.how === "kept" || end.how === "refused") {
      look(`${end.message}\n${shownError(end.error)}`, `the error of ${call.verb} ${call.id}`, call.toMs);
    }
  }
  const fromMs = Math.min(...calls.map((call) => call.fromMs));
  history.lines.filter(({ atMs }) => atMs >= fromMs).forEach(({ text, atMs }) => look(text, "a row", atMs));
  history.director.requests
    .filter(({ atMs }) => atMs >= fromMs)
    .forEach(({ path, atMs }) => look(path, "the address of a request", atMs));
  return told;
}

/** What anybody can read who has the state. */
function inTheClear(properties: PlainObject, secret: readonly string[]): string {
  return JSON.stringify(Object.entries(properties).filter(([key]) => !secret.includes(key)));
}

function shownError(error: unknown): string {
  if (!(error instanceof Error)) {
    return JSON.stringify(error);
  }
  const cause = error.cause === undefined ? "" : `\n${shownError(error.cause)}`;
  return `${error.message}\n${error.stack ?? ""}${cause}`;
}

/** Lines of a PEM shorter than this are not looked for on their own. */
const LONG_LINE = 16;

/** Every secret of a history in every usual writing. */
export function needlesFor(secrets: readonly string[]): Needles {
  const forms = secrets.flatMap((secret) => {
    const lines = secret.split("\n").filter((line) => line.length >= LONG_LINE && !line.startsWith("-----"));
    const pieces = secret.includes("-----") ? lines : [secret];
    return pieces.flatMap((piece) => [
      piece,
      Buffer.from(piece).toString("base64").replace(/=+$/, ""),
      encodeURIComponent(piece),
      escaped(piece),
      // JSON within a text of JSON.
      escaped(escaped(piece)),
    ]);
  });
  return new Needles(forms);
}

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
