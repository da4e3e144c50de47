import { createInterface } from "node:readline/promises";
import type { Session } from "./session";
import { UsageError } from "./usageError";

/**
 * Asks a person; anything but yes is no. Throws UsageError where nobody can be asked.
 */
export async function askYes(question: string, { terminal, signal }: Session): Promise<boolean> {
  if (!terminal.canAsk) {
    throw new UsageError(`${question}\nNobody can be asked here: give --yes to go on without asking.`);
  }
  const dialogue = createInterface({ input: process.stdin, output: process.stderr });
  // While a line is edited Ctrl-C is a key like any other, and Ctrl-D is no answer at all.
  dialogue.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  const closed = new Promise<string>((resolve) => dialogue.once("close", () => resolve("")));
  try {
    const answer = await Promise.race([dialogue.question(`${question} [y/N] `, { signal }), closed]);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    dialogue.close();
  }
}
