import { Command, InvalidArgumentError } from "commander";
import { Keyring } from "./keyring";
import { makePlan } from "./makePlan";
import { without } from "./plan";
import { playHistory } from "./playHistory";
import { readPath, shrink } from "./shrink";
import { transcript } from "./transcript";

/** As many failing histories are shown in full; more are counted. */
const MOST_SHOWN = 5;

/** One history, and what of its plan is left out. */
interface Replay {
  readonly seed: number;
  readonly dropped: ReadonlySet<number>;
}

interface Flags {
  readonly histories: number;
  readonly seed: number;
  readonly replay?: Replay;
  readonly shown: number;
}

const program = new Command("test:simulation")
  .description("Plays histories of engine, provider and cloud in virtual time, and judges them.")
  .option("--histories <n>", "how many", readNumber, 2_000)
  .option("--seed <s>", "the seed of the first one; the others follow", readNumber, 1)
  .option("--shown <n>", "failing histories shown as transcripts", readNumber, MOST_SHOWN)
  .option("--replay <seed[:path]>", "print one history instead, without the parts the path names", readReplay)
  .action(run);

async function run(flags: Flags): Promise<void> {
  const keyring = new Keyring();
  if (flags.replay !== undefined) {
    const { seed, dropped } = flags.replay;
    const played = await playHistory(without(makePlan(seed), dropped), keyring);
    process.stdout.write(`${transcript(played)}\n`);
    process.exitCode = played.violations.length === 0 ? 0 : 1;
    return;
  }
  let failing = 0;
  for (let seed = flags.seed; seed < flags.seed + flags.histories; seed += 1) {
    const plan = makePlan(seed);
    const played = await playHistory(plan, keyring);
    if (played.violations.length > 0) {
      failing += 1;
      if (failing <= flags.shown) {
        const shrunk = await shrink(plan, played, keyring);
        process.stdout.write(`${transcript(shrunk.played)}\nreplay: ${seed}:${shrunk.dropped.join(".")}\n\n`);
      } else {
        process.stdout.write(`seed ${seed}: ${played.violations[0]?.judgement}: ${played.violations[0]?.text}\n`);
      }
    }
    // Signals are heard between histories only: none takes a turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
  }
  process.stdout.write(`${flags.histories} histories, ${failing} violations\n`);
  process.exitCode = failing === 0 ? 0 : 1;
}

function readReplay(text: string): Replay {
  const [, seed, path = ""] = /^(\d+)(?::((?:\d+(?:\.\d+)*)?))?$/.exec(text) ?? [];
  if (seed === undefined) {
    throw new InvalidArgumentError("It is no seed, nor a seed and a path as a failing history prints them.");
  }
  return { seed: readNumber(seed), dropped: readPath(path) };
}

function readNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) {
    throw new InvalidArgumentError("It is not a whole number.");
  }
  return value;
}

void program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 2;
});
