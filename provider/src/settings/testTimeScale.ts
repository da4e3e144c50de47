import type { Environment } from "./environment";
import { SettingsError } from "./settingsError";

const name = "KPS_TEST_TIME_SCALE";

/**
 * Factor on the provider's own waits, for tests only; undefined when it is not set.
 * @throws SettingsError when it is not a number above 0 and at most 1
 */
export function findTestTimeScale(environment: Environment): number | undefined {
  const text = environment.variables[name]?.trim();
  if (text === undefined || text === "") {
    return undefined;
  }
  const factor = Number(text);
  if (!(factor > 0 && factor <= 1)) {
    throw new SettingsError({
      key: name,
      sentence: `${name} must be a number above 0 and at most 1; leave it out unless this is a test.`,
    });
  }
  return factor;
}
