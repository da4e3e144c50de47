import { delimiter, dirname } from "node:path";
import { isolatedEnvironment } from "./isolatedEnvironment";

const isolation = { binDirectory: "/cli/bin", home: "/run/home", backend: "/run/state folder" };

test("names its own backend and home, whatever the user has", () => {
  const inherited = { PULUMI_BACKEND_URL: "https://app.pulumi.com", PULUMI_HOME: "/home/me/.pulumi", HOME: "/home/me" };
  expect(isolatedEnvironment(isolation, inherited)).toMatchObject({
    PULUMI_BACKEND_URL: "file:///run/state%20folder",
    PULUMI_HOME: "/run/home",
    HOME: "/run/home",
    TMPDIR: "/run/home",
  });
});

test("keeps the user's Pulumi, cloud and Node settings out", () => {
  const inherited = {
    PULUMI_ACCESS_TOKEN: "x",
    PULUMI_EXPERIMENTAL: "true",
    HW_ACCESS_KEY: "x",
    HUAWEICLOUD_SDK_AK: "x",
    CLOUD_SDK_SK: "x",
    OS_PASSWORD: "x",
    KPS_ENDPOINT: "x",
    NODE_OPTIONS: "--inspect",
    npm_config_prefix: "x",
    LANG: "C",
  };
  const environment = isolatedEnvironment(isolation, inherited);
  expect(environment).toMatchObject({ LANG: "C" });
  for (const name of Object.keys(inherited).filter((each) => each !== "LANG")) {
    expect(environment).not.toHaveProperty(name);
  }
});

test("puts the CLI and then this very Node first on PATH", () => {
  const { PATH } = isolatedEnvironment(isolation, { PATH: "/usr/bin" });
  expect(PATH).toBe(["/cli/bin", dirname(process.execPath), "/usr/bin"].join(delimiter));
});

test("loopback never goes through a proxy", () => {
  const environment = isolatedEnvironment(isolation, { HTTP_PROXY: "http://proxy:3128", NO_PROXY: "intranet" });
  expect(environment).toMatchObject({ NO_PROXY: "intranet,127.0.0.1,localhost,::1", HTTP_PROXY: "http://proxy:3128" });
});

test("what the run needs besides comes last", () => {
  const extra = { KPS_TEST_TIME_SCALE: "0.01", PULUMI_EXPERIMENTAL: "true" };
  expect(isolatedEnvironment({ ...isolation, extra }, {})).toMatchObject(extra);
});
