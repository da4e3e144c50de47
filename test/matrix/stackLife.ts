import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Emulator } from "../emulator/src/index";
import type { Stack } from "../support/stack";
import type { Check } from "./checks";
import { expectSame, expectSummary } from "./expectations";

/** Does the work of a check; what it throws is the check's. */
export type Carry = (check: Check, work: () => Promise<void>) => Promise<void>;

/** A project that is installed, and what it runs against. */
export interface Stage {
  readonly stack: Stack;
  readonly emulator: Emulator;
  /** The version that `node` on the run's PATH has, with its `v`. */
  readonly nodeVersion: string;
  /** Absolute path of a folder for private keys. */
  readonly keys: string;
}

const golden = resolve(__dirname, "../resources");

/** Lets a stack of the program live from its first `up` to `destroy`, each step a check. */
export async function stackLife({ stack, emulator, nodeVersion, keys }: Stage, carry: Carry): Promise<void> {
  await carry("up", async () => {
    await stack.setConfig({ privateKeyFile: join(keys, "first.pem"), "privateKeyFiles[0]": join(keys, "first.pem") });
    await stack.setConfig({ algorithm: "ed25519" });
    expectSummary(await stack.up(), { create: 3 });
    expectSame((await stack.state()).resource("matrix-dev").outputs["node"], nodeVersion);
    expectSame(operations(emulator), ["BIND"]);
  });
  await carry("stub", async () => {
    const state = await stack.state();
    for (const [name, file] of [
      ["ops", "keyPair.stub.golden.txt"],
      ["web", "keyPairBinding.stub.golden.txt"],
    ] as const) {
      const text = await readFile(join(golden, file), "utf8");
      expectSame(state.resource(name).inputs["__provider"], text);
      expectSame(state.resource(name).outputs["__provider"], text);
    }
  });
  await carry("second up", async () => expectSummary(await stack.up(), { same: 3 }));
  await carry("refresh", async () => expectSummary(await stack.refresh(), { same: 3 }));
  await carry("change", async () => {
    await stack.setConfig({ privateKeyFile: join(keys, "second.pem"), "privateKeyFiles[1]": join(keys, "second.pem") });
    await stack.setConfig({ algorithm: "ecdsa-p256" });
    expectSummary(await stack.up(), { same: 1, replace: 1, update: 1 });
    expectSame(operations(emulator), ["BIND", "REPLACE"]);
  });
  await carry("third up", async () => expectSummary(await stack.up(), { same: 3 }));
  await carry("destroy", async () => {
    expectSummary(await stack.destroy(), { delete: 3 });
    expectSame(operations(emulator), ["BIND", "REPLACE", "UNBIND"]);
    expectSame(emulator.control.state().keyPairs, []);
  });
  await carry("end", async () => expectSame(await stack.processes(), []));
}

/** Every task the service ever had. */
function operations(emulator: Emulator): string[] {
  return emulator.control.state().tasks.map(({ operation }) => operation);
}
