import { getCli } from "../engine/getCli";
import { CliUnavailableError } from "../engine/takeRoute";
import type { Stack } from "../support/stack";
import { acts } from "./acts";
import { type DemoEmulator, startDemoEmulator } from "./demoEmulator";
import { createStack, type Outcome, playAct } from "./play";

/** `npm run demo`: the project's main job from a first bind to `destroy`, by the real Pulumi engine. */
async function main(): Promise<void> {
  let emulator: DemoEmulator | undefined;
  let stack: Stack | undefined;
  let interruption: NodeJS.Signals | undefined;
  const interrupt = (signal: NodeJS.Signals): void => {
    interruption ??= signal;
    // The run that is under way ends with its processes, and what waits for it comes to its end.
    void stack?.dispose();
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  signals.forEach((signal) => process.on(signal, interrupt));
  try {
    await getCli();
    emulator = await startDemoEmulator(0.1);
    say(`The emulator of Huawei Cloud is ready at ${emulator.credentials.url}.`);
    stack = await createStack(emulator);
    const outcomes: Outcome[] = [];
    for (const act of acts) {
      const goesWell = outcomes.every(({ problems }) => problems.length === 0);
      if (interruption === undefined && goesWell) {
        outcomes.push(await playAct(act, stack, emulator));
      }
    }
    process.exitCode = sumUp(outcomes);
  } catch (error) {
    process.exitCode = 1;
    if (interruption === undefined) {
      say(error instanceof CliUnavailableError ? error.message : String(error));
    }
  } finally {
    await stack?.dispose();
    await emulator?.stop();
    signals.forEach((signal) => process.removeListener(signal, interrupt));
  }
  if (interruption !== undefined) {
    process.kill(process.pid, interruption);
  }
}

/** Prints what came of the acts; returns the exit code. */
function sumUp(outcomes: readonly Outcome[]): number {
  say("\nSummary");
  for (const [index, { requests, problems }] of outcomes.entries()) {
    const judgement = problems.length === 0 ? "as announced" : `NOT as announced: ${problems.join("; ")}`;
    say(`  act ${index + 1}: binding requests accepted by KPS: ${requests}; ${judgement}`);
  }
  const good = outcomes.length === acts.length && outcomes.every(({ problems }) => problems.length === 0);
  if (good) {
    say("One accepted request for each change, no secret in the state. Nothing is left behind.");
  }
  return good ? 0 : 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

void main();
