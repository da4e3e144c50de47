import { readSettings } from "../../provider/src/settings/readSettings";
import type { Settings } from "../../provider/src/settings/settings";
import { isSettingsError } from "../../provider/src/settings/settingsError";
import type { SettingsError } from "../../provider/src/settings/settingsError";
import { environmentOf } from "../support/memoryFiles";

export type Texts = Record<string, string>;

/** The least that makes settings. */
export const enough = { "kps:region": "cn-north-4", "kps:accessKey": "AK", "kps:secretKey": "SK" };

export const projectId = "0123456789abcdef0123456789abcdef";

/** Settings from a stack configuration, environment variables and files. */
export function read(configuration: Texts, variables: Texts = {}, files: Texts = {}): Settings {
  return readSettings((key) => configuration[key], environmentOf(variables, files));
}

/** Why they are refused; fails the test when they are not. */
export function refusal(configuration: Texts, variables: Texts = {}, files: Texts = {}): SettingsError {
  try {
    read(configuration, variables, files);
  } catch (error) {
    if (isSettingsError(error)) {
      return error;
    }
    throw error;
  }
  throw new Error("the settings were accepted");
}
