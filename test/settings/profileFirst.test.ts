import { settingsFor } from "../../provider/src/cli/connection";
import { settingsWithStack } from "../../provider/src/resources/settingsWithStack";
import { readSettings } from "../../provider/src/settings/readSettings";
import type { Session } from "../../provider/src/cli/session";
import { environmentOf } from "../support/memoryFiles";
import { projectId, read, type Texts } from "./readWith";

const variables = {
  HW_ACCESS_KEY: "eAK",
  HW_SECRET_KEY: "eSK",
  HW_REGION_NAME: "cn-east-3",
  HW_PROJECT_ID: "f".repeat(32),
};
const profiles = (values: object): Texts => ({
  "/home/alice/.hcloud/config.json": JSON.stringify({ current: "dev", profiles: [{ name: "prod", ...values }] }),
});
const prod = profiles({ accessKeyId: "pAK", secretAccessKey: "pSK", region: "cn-north-4", projectId });

function withFlags(flags: object, files = prod) {
  return settingsFor(flags, { environment: environmentOf(variables, files) } as Session);
}

test("a profile that a flag names goes before the environment, as one", () => {
  const settings = withFlags({ profile: "prod" });

  expect(settings.credentials).toMatchObject({ accessKey: "pAK" });
  expect(settings).toMatchObject({ region: "cn-north-4", projectId });
});

test("what other flags say goes before the profile, and what it leaves out comes from the environment", () => {
  expect(withFlags({ profile: "prod", region: "cn-north-9" }).region).toBe("cn-north-9");
  const settings = withFlags({ profile: "prod" }, profiles({ region: "cn-north-4" }));
  expect(settings.credentials).toMatchObject({ accessKey: "eAK" });
});

test("without a profile that is named, or with one of the stack configuration, the environment goes first", () => {
  expect(withFlags({}).credentials).toMatchObject({ accessKey: "eAK" });
  expect(read({ "kps:profile": "prod" }, variables, prod).credentials).toMatchObject({ accessKey: "eAK" });
});

test("a profile that is given to a Provider goes before the environment; that of its stack does not", () => {
  const stack: Texts = { "kps:profile": "prod" };
  const provided = (given: Readonly<Record<string, string>>) => {
    const settings = settingsWithStack(given, (key) => stack[key]);
    const config = (key: string): string | undefined => {
      const value = settings[key.replace("kps:", "")];
      return typeof value === "string" ? value : undefined;
    };
    return readSettings(config, environmentOf(variables, prod));
  };

  expect(provided({ profile: "prod" }).credentials).toMatchObject({ accessKey: "pAK" });
  expect(provided({ region: "cn-east-3" }).credentials).toMatchObject({ accessKey: "eAK" });
});
