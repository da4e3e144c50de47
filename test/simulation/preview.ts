import { nameIn } from "./engine";
import type { Front } from "./fronts/front";
import type { ProviderProcesses } from "./providerProcesses";
import type { Declared, Resource, Stack } from "./stack";

/** What a preview would do to a row; `refuse`: its inputs, or to compare them. */
export interface PlannedChange {
  readonly change: "create" | "update" | "replace" | "refuse";
  /** The name of the row. */
  readonly row: string;
  /** As state has it. */
  readonly old: Resource | undefined;
}

/** `pulumi preview`: what it would change of these rows. */
export async function previewOf(
  rows: readonly Declared[],
  stack: Stack,
  processes: ProviderProcesses,
): Promise<PlannedChange[]> {
  const changes: PlannedChange[] = [];
  for (const declared of rows) {
    const old = stack.find(declared.urn);
    const host = processes.of(declared.provider);
    const result = await host.call(declared.urn, () => changeOf(declared, old, host.front));
    const change = result.how === "done" ? result.value : "refuse";
    if (change !== undefined) {
      changes.push({ change, row: nameIn(declared.urn), old });
    }
  }
  return changes;
}

async function changeOf(
  { urn, kind, inputs: given }: Declared,
  old: Resource | undefined,
  front: Front,
): Promise<PlannedChange["change"] | undefined> {
  if (old === undefined) {
    return "create";
  }
  const named = { urn, kind, id: old.id };
  const { inputs, failures } = await front.check(named, old.inputs, given);
  if (failures.length > 0) {
    return "refuse";
  }
  const { changes, replaces } = await front.diff(named, old, inputs.values);
  return replaces.length > 0 ? "replace" : changes ? "update" : undefined;
}
