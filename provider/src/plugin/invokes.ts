import type { ProviderProcess } from "../handlers/providerProcess";
import { shown } from "../handlers/shown";
import { encodable } from "../model/encodable";
import type { FunctionName } from "../model/functionResults";
import type { PlainObject } from "../model/plainObject";
import { calls } from "../operations/calls/calls";
import { shownText } from "../operations/lists/shownEntry";
import { RefusedError } from "../operations/step/refusedError";
import { readSettings } from "../settings/readSettings";

/** The functions that only read: the engine calls them in previews too. */
export const INVOKES = [
  "getTask",
  "listRunningTasks",
  "listFailedTasks",
  "waitForTask",
  "waitForServerIdle",
  "listKeyPairs",
  "getKeyPair",
  "listDmsTasks",
  "getDmsTask",
] as const satisfies readonly FunctionName[];

/**
 * Calls a function by its token, such as `kps:index:listFailedTasks`. Whatever goes wrong is thrown as one text that a
 * person can read.
 */
export function invoke(token: string, args: PlainObject, process: ProviderProcess): Promise<PlainObject> {
  const name = INVOKES.find((each) => token === `kps:index:${each}`);
  return shown(process, name ?? token, {}, async () => {
    if (name === undefined) {
      throw new RefusedError(`there is no function ${token}`, [["functions", INVOKES.join(", ")]], "correct its name");
    }
    const environment = process.environment();
    const result = await calls[name](args, {
      connections: process.connections,
      settings: () => readSettings(process.config, environment),
      environment,
      signal: process.cancelled,
    });
    return encodable({ ...result }, (text) => shownText(text, process.exit));
  });
}
