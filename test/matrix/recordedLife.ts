import { recordedPrograms, type RecordedWorld } from "../support/recordedRelease";
import type { Stack } from "../support/stack";
import { expectSame, expectSummary } from "./expectations";
import type { Carry } from "./stackLife";

/** Lets a stack go on from what an earlier release left to its end, each step a check. */
export async function recordedLife(stack: Stack, world: RecordedWorld, carry: Carry): Promise<void> {
  const operations = (): string[] => world.emulator.control.state().tasks.map(({ operation }) => operation);
  await carry("refresh", async () => {
    await world.importInto(stack);
    expectSummary(await stack.refresh(), { same: 4 });
  });
  await carry("up", async () => expectSummary(await stack.up(), { same: 4 }));
  await carry("change", async () => {
    await stack.setProgram({ javascript: recordedPrograms.changed });
    expectSummary(await stack.up(), { same: 3, update: 1 });
    expectSame(operations(), ["REPLACE"]);
  });
  await carry("third up", async () => expectSummary(await stack.up(), { same: 4 }));
  await carry("destroy", async () => {
    expectSummary(await stack.destroy(), { delete: 4 });
    expectSame(operations(), ["REPLACE", "UNBIND"]);
  });
  await carry("end", async () => expectSame(await stack.processes(), []));
}
