import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import type { Check } from "./checks";
import { type Bench, live, type Ready, upgrade } from "./live";
import type { SetUp } from "./setUps/setUp";
import type { Carry } from "./stackLife";
import { type TriedSetUp, type Verdict, verdictOf } from "./verdict";

/** Tries a set-up in a folder of its own, which is removed; it never throws for what it finds. */
export async function runSetUp(setUp: SetUp, bench: Bench): Promise<TriedSetUp> {
  const startMs = performance.now();
  const verdict = await verdictOn(setUp, bench);
  return { name: setUp.name, seconds: Math.round((performance.now() - startMs) / 1_000), verdict };
}

async function verdictOn(setUp: SetUp, bench: Bench): Promise<Verdict> {
  const folder = await mkdtemp(join(tmpdir(), "kps-matrix-set-up-"));
  let check: Check = setUp.kind === "tests" ? "tests" : "install";
  const carry: Carry = async (next, work) => {
    bench.signal.throwIfAborted();
    check = next;
    await work();
  };
  try {
    const nodeFolder = dirname(process.execPath);
    const path = [nodeFolder, process.env["PATH"] ?? ""].join(delimiter);
    const place = { folder: join(folder, "set-up"), tarball: bench.tarball, path };
    await mkdir(place.folder);
    if (setUp.kind === "tests") {
      await setUp.run(place);
      return { kind: "ok" };
    }
    const installed = await setUp.install(place);
    const ready: Ready = { ...installed, nodeFolder, nodeVersion: process.version, keys: join(folder, "keys") };
    await (setUp.kind === "upgrade" ? upgrade : live)(ready, bench, carry);
    return { kind: "ok" };
  } catch (error) {
    return verdictOf(error, check);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
