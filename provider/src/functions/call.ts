import { all, runtime, type Input, type Output } from "@pulumi/pulumi";
import type { FunctionName, FunctionResults } from "../model/functionResults";
import { isoInput } from "../model/isoInput";
import { loadCarrier } from "./carrier";
import { knownConfig, outputConfig } from "./functionConfig";
import { invokeOptionsOf, type FunctionOptions } from "./functionOptions";
import { refuseInPreview } from "./refuseInPreview";
import type { WaitArgs } from "./waitArgs";

/** How a wait goes on; no part of the arguments. */
type Listeners = Pick<WaitArgs, "signal" | "onProgress">;

/** The list among what a function answers, if there is one. */
const LISTS: Readonly<Partial<Record<FunctionName, string>>> = {
  listRunningTasks: "tasks",
  listFailedTasks: "tasks",
  listDmsTasks: "tasks",
  listKeyPairs: "keyPairs",
  deleteFailedTasks: "tasks",
  waitForServerIdle: "tasks",
};

const CHANGES: ReadonlySet<FunctionName> = new Set(["deleteFailedTask", "deleteFailedTasks", "deleteDmsTask"]);

/**
 * Calls a function. In a unit test, while Pulumi's mocks are set, they are asked in its place and nothing is carried out.
 * @throws what the function throws; RefusedError for one that changes something in a preview, and when the settings of
 * the provider given are not known
 */
export async function call<Name extends FunctionName>(
  name: Name,
  args: object | null,
  options?: FunctionOptions | null,
  listeners: Listeners = {},
): Promise<FunctionResults[Name]> {
  const travelling = withTextTimes(args);
  if (underMocks()) {
    return mocked(name, travelling, options);
  }
  refuseChangeInPreview(name);
  return loadCarrier().call(name, travelling, { config: await knownConfig(name, options), ...listeners });
}

/** The same with inputs of a program: unknown as long as one of them, or a setting, is. */
export function callOutput<Name extends FunctionName>(
  name: Name,
  args: object | null,
  options?: FunctionOptions | null,
  listeners: Listeners = {},
): Output<FunctionResults[Name]> {
  const travelling = all(withTextTimes(args));
  if (underMocks()) {
    return travelling.apply<FunctionResults[Name]>((known) => mocked(name, known, options));
  }
  return all([travelling, outputConfig(options)]).apply<FunctionResults[Name]>(([known, config]) => {
    refuseChangeInPreview(name);
    return loadCarrier().call(name, known, { config, ...listeners });
  });
}

type ListName = "listRunningTasks" | "listFailedTasks" | "listDmsTasks" | "listKeyPairs";

/** An entry of the list that a function answers. */
type EntryOf<Name extends ListName> =
  FunctionResults[Name] extends Readonly<Record<string, readonly (infer Entry)[]>> ? Entry : never;

/** The entries of a list one by one, a page being asked for when it is needed. Throws what {@link call} throws. */
export async function* each<Name extends ListName>(
  name: Name,
  args: object | null,
  options: FunctionOptions | null | undefined,
): AsyncGenerator<EntryOf<Name>, void, undefined> {
  const travelling = withTextTimes(args);
  if (underMocks()) {
    const answer: Readonly<Record<string, unknown>> = { ...(await mocked(name, travelling, options)) };
    yield* answer[LISTS[name] ?? ""] as EntryOf<Name>[];
  } else {
    const config = await knownConfig(name, options);
    yield* loadCarrier().each(name, travelling, { config }) as AsyncGenerator<EntryOf<Name>, void, undefined>;
  }
}

/** Arguments as they travel: the SDK makes an empty object of a Date. One that is null is not set. */
function withTextTimes(args: object | null): Readonly<Record<string, Input<unknown>>> {
  return Object.fromEntries(
    Object.entries(args ?? {})
      .filter(([, value]) => value !== null)
      .map(([key, value]: [string, Input<Date | string>]) => [key, isoInput(value)]),
  );
}

function refuseChangeInPreview(name: FunctionName): void {
  if (CHANGES.has(name)) {
    refuseInPreview(name);
  }
}

/** Whether Pulumi's mocks are set now. */
function underMocks(): boolean {
  const monitor: unknown = runtime.getMonitor();
  return typeof monitor === "object" && monitor !== null && "mocks" in monitor;
}

/** What the mocks answer; they may leave out a list that is empty, and that one is whole. */
async function mocked<Name extends FunctionName>(
  name: Name,
  args: Readonly<Record<string, unknown>>,
  options: FunctionOptions | null | undefined,
): Promise<FunctionResults[Name]> {
  const answer: unknown = await runtime.invoke(`kps:index:${name}`, args, invokeOptionsOf(options));
  const list = LISTS[name];
  const complete = name.startsWith("list") ? { complete: true } : {};
  return (list === undefined ? answer : { [list]: [], ...complete, ...(answer as object) }) as FunctionResults[Name];
}
