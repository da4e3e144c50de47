import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Cell } from "./cells";
import type { Check } from "./checks";
import { installNode } from "./installNode";
import { type Bench, live } from "./live";
import type { Carry } from "./stackLife";
import { typecheck } from "./typecheck";
import { installedVersion, installUserProject, writeUserProject } from "./userProject";
import { type Found, type Tried, verdictOf } from "./verdict";

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
    await live(
      {
        program: { folder: project },
        modules: join(project, "node_modules"),
        nodeFolder,
        nodeVersion,
        keys: join(folder, "keys"),
      },
      bench,
      carry,
    );
    return { found, verdict: { kind: "ok" } };
  } catch (error) {
    return { found, verdict: verdictOf(error, check) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
