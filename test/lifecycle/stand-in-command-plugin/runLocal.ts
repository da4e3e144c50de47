import { localCommand, type Step, textOf, variablesOf } from "./commandInputs";
import { type Printed, runProcess } from "./runProcess";

/**
 * Runs what a `local.Command` says for this step, by its interpreter.
 *
 * @param properties its inputs in the clear, with what it printed last
 * @returns what it printed; undefined when there is nothing to run
 */
export async function runLocal(properties: unknown, step: Step, signal: AbortSignal): Promise<Printed | undefined> {
  const command = localCommand.parse(properties);
  const text = textOf(command, step);
  if (text === undefined) {
    return undefined;
  }
  const [file, ...args] = command.interpreter;
  return runProcess(file, [...args, text], {
    env: { ...process.env, ...variablesOf(command) },
    cwd: command.dir,
    stdin: command.stdin,
    signal,
  });
}
