import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Cli } from "../engine/cli";
import { ROOT_PASSWORD, SERVERS } from "../support/bindingWorld";
import { configFor, startTestEmulator } from "../support/emulator";
import { Stack } from "../support/stack";
import type { Cell } from "./cells";
import type { Check } from "./checks";
import { installNode } from "./installNode";
import { UnavailableError } from "./npmOutput";
import { type Carry, stackLife } from "./stackLife";
import { typecheck } from "./typecheck";
import { installedVersion, installUserProject, writeUserProject } from "./userProject";
import type { Found, Tried, Verdict } from "./verdict";

/** What every cell is tried with. */
export interface Bench {
  /** Absolute path of the packed provider. */
  readonly tarball: string;
  readonly cli: Cli;
  /** Ends the cell that is under way. */
  readonly signal: AbortSignal;
}

/** Tries a cell in folders of its own, which are removed; it never throws for what it finds. */
export async function runCell(cell: Cell, bench: Bench): Promise<Tried> {
  const folder = await mkdtemp(join(tmpdir(), "kps-matrix-cell-"));
  let found: Found = cell;
  let check: Check = "install";
  const carry: Carry = async (next, work) => {
    bench.signal.throwIfAborted();
    check = next;
    await work();
  };
  try {
    const nodeFolder = await installNode(cell.node, join(folder, "node"));
    const nodeVersion = execFileSync(join(nodeFolder, "node"), ["--version"], { encoding: "utf8" }).trim();
    found = { ...found, node: nodeVersion.slice(1) };
    const path = [nodeFolder, process.env["PATH"] ?? ""].join(delimiter);
    const project = join(folder, "project");
    await carry("install", async () => {
      await writeUserProject(project, cell, bench.tarball);
      await installUserProject(project, cell, path);
      found = { ...found, sdk: await installedVersion(project, "@pulumi/pulumi") };
      found = { ...found, typescript: await installedVersion(project, "typescript") };
    });
    await carry("tsc", () => typecheck(project, path));
    await live({ project, nodeFolder, nodeVersion, keys: join(folder, "keys") }, bench, carry);
    return { found, verdict: { kind: "ok" } };
  } catch (error) {
    return { found, verdict: verdictOf(error, check) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function verdictOf(error: unknown, check: Check): Verdict {
  const reason = error instanceof Error ? error.message : String(error);
  return error instanceof UnavailableError ? { kind: "leftOut", reason } : { kind: "failed", check, reason };
}

/** An installed project, the `node` to run it with, and a folder for private keys, which is made. */
interface Ready {
  readonly project: string;
  readonly nodeFolder: string;
  readonly nodeVersion: string;
  readonly keys: string;
}

/** Runs the installed project through the real engine, against an emulator of its own. */
async function live(ready: Ready, { cli, signal }: Bench, carry: Carry): Promise<void> {
  await mkdir(ready.keys);
  const emulator = await startTestEmulator({
    requestsPerMinute: 0,
    ecsRequestsPerMinute: 0,
    seed: { servers: [{ id: SERVERS.one, name: "web-1", status: "ACTIVE", rootPassword: ROOT_PASSWORD }] },
  });
  try {
    signal.throwIfAborted();
    const stack = await Stack.create({
      program: { folder: ready.project },
      project: "matrix",
      modules: join(ready.project, "node_modules"),
      config: { ...configFor(emulator.credentials), serverId: SERVERS.one },
      cli,
      environment: {
        // Before the CLI's own folder: a `node` may lie there too.
        PATH: [ready.nodeFolder, cli.binDirectory, process.env["PATH"]].join(delimiter),
        ROOT_PASSWORD,
        KPS_TEST_TIME_SCALE: "0.1",
        KPS_REQUESTS_PER_MINUTE: "6000",
        KPS_ECS_REQUESTS_PER_MINUTE: "6000",
      },
    });
    const end = (): void => void stack.dispose();
    signal.addEventListener("abort", end);
    try {
      await stackLife({ stack, emulator, nodeVersion: ready.nodeVersion, keys: ready.keys }, carry);
    } finally {
      signal.removeEventListener("abort", end);
      await stack.dispose();
    }
  } finally {
    await emulator.close();
  }
}
