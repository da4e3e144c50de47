import { connectedStep } from "../operations/step/connectedStep";
import type { StepContext } from "../operations/step/stepContext";
import { readSettings } from "../settings/readSettings";
import { refuseElsewhere, type RecordedPlace } from "./presentPlace";
import type { Call } from "./shown";

/**
 * The context of a call over the connection that the present settings describe: its connection, its row, what ends its
 * waits, and its deadline counted from now, so that connecting is part of it. Throws SettingsError, what looking up the
 * project throws, and RefusedError when the call is interrupted or its deadline passes before that has ended.
 */
export async function presentStep({ process, row }: Call, timeoutMs: number): Promise<StepContext> {
  const { cancelled: signal, connections, generateKeyPair } = process;
  const environment = process.environment();
  const { urn, progress, notice } = row;
  const options = { timeoutMs, signal, urn, progress, notice, generateKeyPair };
  return connectedStep(connections, readSettings(process.config, environment), environment, options);
}

/**
 * The same over the connection to where a resource was made. Throws RefusedError when the settings now point somewhere
 * else, too: there everything would look as if it were gone.
 * @param what what the call is to do, as the refusal says it
 */
export async function stepOfState(
  call: Call,
  timeoutMs: number,
  state: RecordedPlace,
  what: string,
): Promise<StepContext> {
  const context = await presentStep(call, timeoutMs);
  refuseElsewhere(state, context.cloud, what);
  return context;
}
