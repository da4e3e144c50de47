import { givenConfig } from "../../provider/src/settings/configSource";
import { readSettings } from "../../provider/src/settings/readSettings";
import { isSettingsError, type SettingsError } from "../../provider/src/settings/settingsError";
import { environmentOf } from "../support/memoryFiles";

/** What reading settings comes to, where `--region` is all that stands for the stack configuration. */
function refusalOf(region: string | undefined, variables: Record<string, string> = {}): SettingsError {
  const source = givenConfig({ region }, (key) => (key === "region" ? "--region" : undefined));
  try {
    readSettings(source, environmentOf(variables));
  } catch (error) {
    if (isSettingsError(error)) {
      return error;
    }
    throw error;
  }
  throw new Error("the settings were accepted");
}

test("only places that are looked at are named, by their own names", () => {
  const noRegion = refusalOf(undefined);
  const noCredentials = refusalOf("cn-north-4");

  expect(noRegion.message).toContain("set --region");
  expect(noRegion.looked).toEqual([
    "--region",
    "HW_REGION_NAME",
    "OS_REGION_NAME",
    "~/.hcloud/config.json",
    "~/.huaweicloud/credentials",
  ]);
  expect(noCredentials.message).toContain("set HW_ACCESS_KEY and HW_SECRET_KEY, or HW_AUTH_TOKEN");
  expect(noRegion.message + noCredentials.message).not.toMatch(/kps:|huaweicloud:/);
  expect(refusalOf("No!").message).toContain("(from --region)");
});

test("settings that were given in a program are called so, half a set too", () => {
  const source = givenConfig({ region: "cn-north-4", accessKey: "AK" }, (key) => `the setting ${key}`);

  expect(() => readSettings(source, environmentOf())).toThrow(
    "Half a set of credentials in the settings that were given: the setting accessKey set, the setting secretKey missing",
  );
});
