import { mkdir } from "node:fs/promises";
import { delimiter } from "node:path";
import type { Cli } from "../engine/cli";
import type { EmulatorOptions } from "../emulator/src/index";
import { ROOT_PASSWORD, SERVERS } from "../support/engineBench";
import { configFor, startTestEmulator } from "../support/emulator";
import { recordedWorld } from "../support/recordedRelease";
import { Stack, type StackConfig } from "../support/stack";
import { recordedLife } from "./recordedLife";
import type { InstalledProgram } from "./setUps/setUp";
import { type Carry, stackLife } from "./stackLife";

/** What every cell and set-up is tried with. */
export interface Bench {
  /** Absolute path of the packed provider. */
  readonly tarball: string;
  readonly cli: Cli;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
}

/** An installed program, the `node` to run it with, and a folder for private keys, which is made. */
export interface Ready extends InstalledProgram {
  readonly nodeFolder: string;
  readonly nodeVersion: string;
  readonly keys: string;
}

const quotas: EmulatorOptions = { requestsPerMinute: 0, ecsRequestsPerMinute: 0 };

/** Runs the installed program through the real engine, against an emulator of its own. */
export async function live(ready: Ready, bench: Bench, carry: Carry): Promise<void> {
  await mkdir(ready.keys);
  const emulator = await startTestEmulator({
    ...quotas,
    seed: { servers: [{ id: SERVERS.one, name: "web-1", status: "ACTIVE", rootPassword: ROOT_PASSWORD }] },
  });
  const config = { ...configFor(emulator.credentials), serverId: SERVERS.one };
  try {
    await withStack(ready, bench, { project: "matrix", config }, (stack) =>
      stackLife({ stack, emulator, nodeVersion: ready.nodeVersion, keys: ready.keys }, carry),
    );
  } finally {
    await emulator.close();
  }
}

/** Lets the installed program go on with what release 0.1.0 left. */
export async function upgrade(ready: Ready, bench: Bench, carry: Carry): Promise<void> {
  const world = await recordedWorld("0.1.0", quotas);
  const { environment, emulator } = world;
  try {
    const config = configFor(emulator.credentials);
    await withStack(ready, bench, { project: "release", config, environment }, (stack) =>
      recordedLife(stack, world, carry),
    );
  } finally {
    await emulator.close();
  }
}

interface StackParts {
  readonly project: string;
  readonly config: StackConfig;
  readonly environment?: Readonly<Record<string, string>>;
}

async function withStack(
  { program, modules, nodeFolder }: Ready,
  { cli, signal }: Bench,
  { project, config, environment }: StackParts,
  work: (stack: Stack) => Promise<void>,
): Promise<void> {
  signal.throwIfAborted();
  const stack = await Stack.create({
    program,
    project,
    modules,
    config,
    cli,
    environment: {
      // Before the CLI's own folder: a `node` may lie there too.
      PATH: [nodeFolder, cli.binDirectory, process.env["PATH"]].join(delimiter),
      ROOT_PASSWORD,
      KPS_TEST_TIME_SCALE: "0.1",
      KPS_REQUESTS_PER_MINUTE: "6000",
      KPS_ECS_REQUESTS_PER_MINUTE: "6000",
      ...environment,
    },
  });
  const end = (): void => void stack.dispose();
  signal.addEventListener("abort", end);
  try {
    await work(stack);
  } finally {
    signal.removeEventListener("abort", end);
    await stack.dispose();
  }
}
