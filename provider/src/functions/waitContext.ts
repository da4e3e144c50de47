import { z } from "zod";
import { parseDuration } from "../model/duration";
import { DEFAULT_TIMEOUT_MS } from "../model/timeouts";
import { progressLine } from "../operations/step/progress";
import { stepContext, type StepContext } from "../operations/step/stepContext";
import { processEnvironment } from "../settings/processEnvironment";
import { connection } from "./connection";
import { checkedArgs } from "./filterArgs";
import type { SettingsArgs } from "./settingsArgs";
import type { WaitArgs } from "./waitArgs";

const timeoutSchema = z
  .string()
  .refine((text) => parseDuration(text) !== undefined, 'give a duration such as "30m", "90s" or "1h30m"')
  .optional();

/** The context of a function that waits. Throws RefusedError for a timeout that is none, SettingsError. */
export async function waitContext(
  functionName: string,
  args: WaitArgs,
  settings: SettingsArgs | undefined,
): Promise<StepContext> {
  const timeout = checkedArgs(functionName, timeoutSchema, args.timeout);
  const { signal, onProgress } = args;
  const connected = await connection(settings);
  const { monotonicMs } = connected.cloud.runtime;
  return stepContext(connected, processEnvironment(), {
    timeoutMs: (timeout === undefined ? undefined : parseDuration(timeout)) ?? DEFAULT_TIMEOUT_MS,
    signal,
    ...(onProgress === undefined ? {} : { progress: (progress) => onProgress(progressLine(progress, monotonicMs())) }),
  });
}
