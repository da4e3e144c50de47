import type { dynamic } from "@pulumi/pulumi";
import type { PlainObject } from "../model/plainObject";
import { liveRow, type LiveRow } from "./liveRow";
import { refuseElsewhere } from "./presentPlace";
import type { ProviderProcess } from "./providerProcess";
import { shownError } from "./shownError";

/** What one call for a resource has: the process it runs in, and the resource's own row. */
export interface Call {
  readonly process: ProviderProcess;
  readonly row: LiveRow;
  /** What the call is to do, as its errors say it. */
  readonly attempted: string;
}

/** Runs a call; whatever it throws becomes an error a person can read. The row is ended however the call ends. */
export async function shown<T>(
  process: ProviderProcess,
  attempted: string,
  props: PlainObject,
  work: (call: Call) => T | Promise<T>,
): Promise<T> {
  const row = liveRow(process, { urn: props["resourceUrn"], attempted });
  try {
    return await work({ process, row, attempted });
  } catch (error) {
    throw shownError(error, attempted, process.exit);
  } finally {
    row.close();
  }
}

/** The same for checking inputs: a preview asks nobody, so it warns when nothing could be done with the settings. */
export function checked(
  process: ProviderProcess,
  attempted: string,
  news: PlainObject,
  work: (call: Call) => dynamic.CheckResult | Promise<dynamic.CheckResult>,
): Promise<dynamic.CheckResult> {
  return shown(process, attempted, news, (call) => {
    const fault = process.takeSettingsFault();
    if (fault !== undefined) {
      call.row.warning(`nothing can be asked of the service with the present settings: ${fault}`);
    }
    return work(call);
  });
}

/** The same for comparing state and program: refused when the settings point to another place than the state's. */
export function compared(
  process: ProviderProcess,
  attempted: string,
  olds: PlainObject,
  news: PlainObject,
  work: (call: Call) => dynamic.DiffResult | Promise<dynamic.DiffResult>,
): Promise<dynamic.DiffResult> {
  return shown(process, attempted, news, async (call) => {
    const text = (key: string): string | undefined => (typeof olds[key] === "string" ? olds[key] : undefined);
    const recorded = { region: text("region"), projectId: text("projectId") };
    refuseElsewhere(recorded, await process.place.known(), attempted);
    return work(call);
  });
}
