import type { Emulator } from "../../emulator/src/index";
import { configFor, startTestEmulator } from "../../support/emulator";
import { Stack } from "../../support/stack";
import { fronts, type FrontRow } from "./fronts";
import { loadedBy, type Loaded } from "./loadedBy";

/** What one kind of run took, in ms: the median of its rounds, and how many times as long as the empty program. */
export interface StartUpRow {
  readonly what: string;
  readonly ms: number;
  readonly ratio: number;
}

/** What starting costs. */
export interface StartUpResults {
  readonly rounds: number;
  /** Runs of the CLI, the empty program first. */
  readonly runs: readonly StartUpRow[];
  /** From the start of the CLI to the first POST for a new binding; its ratio is to the empty program's whole run. */
  readonly firstPost: StartUpRow;
  readonly loaded: readonly Loaded[];
  /** What the process of each front costs. */
  readonly fronts: readonly FrontRow[];
}

const ROUNDS = 5;
const SERVERS = ["s-1", "s-2"];

const EMPTY = `require("@pulumi/pulumi");`;
const BINDINGS = (ids: readonly string[]): string => `
  const kps = require("pulumi-huaweicloud-kps");
  for (const serverId of ${JSON.stringify(ids)}) {
    new kps.KeyPairBinding(serverId, {
      serverId, keyPairName: "kp", auth: { passwordEnv: "ROOT_PASSWORD" }, onDelete: "retain",
    });
  }
`;

/** Measures starts of real runs, each kind once in every round, so that a busy machine is slow for all of them. */
export async function startUpBench(say: (line: string) => void): Promise<StartUpResults> {
  const emulator = await startTestEmulator({
    requestsPerMinute: 0,
    ecsRequestsPerMinute: 0,
    seed: {
      servers: [...SERVERS, "s-new"].map((id) => ({ id, name: id, status: "ACTIVE", rootPassword: "Root-Passw0rd" })),
      keyPairs: [{ name: "kp" }],
    },
  });
  const [empty, settled] = await Promise.all([stackWith(EMPTY, emulator), stackWith(BINDINGS(SERVERS), emulator)]);
  try {
    await mustEnd(settled.up());
    await mustEnd(empty.up());
    const samples = new Map<string, number[]>();
    const measure = async (what: string, work: () => Promise<number>): Promise<void> => {
      samples.set(what, [...(samples.get(what) ?? []), await work()]);
    };
    for (let round = 1; round <= ROUNDS; round += 1) {
      say(`start-up, round ${round} of ${ROUNDS}`);
      await measure("empty program", () => timed(empty, ["--skip-preview"]));
      await measure("two settled bindings", () => timed(settled, ["--skip-preview"]));
      await measure("empty program, with preview", () => timed(empty, []));
      await measure("two settled bindings, with preview", () => timed(settled, []));
      await measure("first POST", () => firstPostMs(emulator, settled));
    }
    const base = median(samples.get("empty program") ?? []);
    const row = (what: string): StartUpRow => {
      const ms = median(samples.get(what) ?? []);
      return { what, ms, ratio: ms / base };
    };
    const runs = [...samples.keys()].filter((what) => what !== "first POST");
    return {
      rounds: ROUNDS,
      runs: runs.map(row),
      firstPost: row("first POST"),
      loaded: loadedBy(),
      fronts: await fronts(),
    };
  } finally {
    await Promise.all([empty.dispose(), settled.dispose()]);
    await emulator.close();
  }
}

function stackWith(javascript: string, emulator: Emulator): Promise<Stack> {
  return Stack.create({
    program: { javascript },
    config: configFor(emulator.credentials),
    environment: { ROOT_PASSWORD: "Root-Passw0rd", KPS_TEST_TIME_SCALE: "0.1" },
  });
}

/** An `up` that changes nothing, in ms. */
async function timed(stack: Stack, args: readonly string[]): Promise<number> {
  const { durationMs } = await mustEnd(stack.run(["up", "--stack", "dev", "--yes", "--non-interactive", ...args]));
  return durationMs;
}

/** An `up` that adds a binding, until its POST; afterwards all is as before. */
async function firstPostMs(emulator: Emulator, stack: Stack): Promise<number> {
  await stack.setProgram({ javascript: BINDINGS([...SERVERS, "s-new"]) });
  const posts = (): readonly { readonly at: number }[] =>
    emulator.control.requests().filter(({ operation }) => operation === "AssociateKeypair");
  const before = posts().length;
  const startedMs = Number(process.hrtime.bigint()) / 1e6;
  await mustEnd(stack.up());
  const post = posts()[before];
  if (post === undefined) {
    throw new Error("the new binding was not posted");
  }
  await stack.setProgram({ javascript: BINDINGS(SERVERS) });
  await mustEnd(stack.up());
  emulator.control.putServer("s-new", { keyPairName: null });
  return post.at - startedMs;
}

async function mustEnd<T extends { readonly ok: boolean; readonly stdout: string }>(run: Promise<T>): Promise<T> {
  const result = await run;
  if (!result.ok) {
    throw new Error(`a run of the start-up bench failed: ${result.stdout}`);
  }
  return result;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}
