import { Clouds } from "../../provider/src/client/clouds";
import { systemRuntime } from "../../provider/src/transport/systemRuntime";
import { connectTo } from "../support/connectTo";
import { errorOf } from "../transport/errorOf";
import { startScriptedServer } from "../transport/scriptedServer";
import type { ScriptedServer } from "../transport/scriptedServer";
import { settingsFor } from "./settingsFor";

const projectId = "0123456789abcdef0123456789abcdef";
const projects = { status: 200, body: { projects: [{ id: projectId, name: "cn-north-4" }] } };

let server: ScriptedServer;
let clouds: Clouds;

beforeEach(async () => {
  server = await startScriptedServer();
  clouds = new Clouds(systemRuntime());
});

afterEach(() => server.close());

test("everybody with the same settings shares one connection and one lookup", async () => {
  server.script(projects);
  const settings = settingsFor({ url: server.url });

  const [first, second] = await Promise.all([clouds.to(settings), clouds.to({ ...settings })]);

  expect(second).toBe(first);
  expect(await clouds.to(settings)).toBe(first);
  expect(server.seen).toHaveLength(1);
});

test("a connection that failed is tried again", async () => {
  server.script({ status: 403, body: { error_code: "X", error_msg: "no" } }, projects);
  const settings = settingsFor({ url: server.url });

  expect(await errorOf(clouds.to(settings))).toMatchObject({ status: 403 });
  expect((await clouds.to(settings)).projectId).toBe(projectId);
});

test("a refused credential is not tried again", async () => {
  server.script({ status: 401, body: { error_code: "APIGW.0301", error_msg: "verify aksk signature fail" } });
  const settings = settingsFor({ url: server.url });

  const first = await errorOf(clouds.to(settings));

  expect(await errorOf(clouds.to(settings))).toBe(first);
  expect(server.seen).toHaveLength(1);
});

test("the key tells endpoint, project and credential apart and holds none of them", async () => {
  const other = { kind: "aksk", accessKey: "OTHER", secretKey: "other-secret", origin: "the test" } as const;
  const clouds = await Promise.all([
    connectTo(settingsFor({ url: "https://kms.example", projectId })),
    connectTo(settingsFor({ url: "https://kms.example", projectId: projectId.replace("0", "1") })),
    connectTo(settingsFor({ url: "https://other.example", projectId })),
    connectTo(settingsFor({ url: "https://kms.example", projectId, credentials: other })),
  ]);

  expect(new Set(clouds.map(({ key }) => key)).size).toBe(4);
  clouds.forEach(({ key }) => expect(key).toMatch(/^[0-9a-f]{32}$/));
});

test.each([
  ["no project", { projects: [] }],
  ["a project of a similar name", { projects: [{ id: projectId, name: "cn-north-4_web" }] }],
  [
    "several projects",
    {
      projects: [
        { id: "1", name: "cn-north-4" },
        { id: "2", name: "cn-north-4" },
      ],
    },
  ],
])("an account with %s for the region is an error that names the setting", async (_name, body) => {
  server.script({ status: 200, body });

  expect(await errorOf(connectTo(settingsFor({ url: server.url })))).toMatchObject({
    name: "SettingsError",
    key: "region",
  });
});

test("a host that does not exist points to the region", async () => {
  const unresolved = Object.assign(new Error("getaddrinfo ENOTFOUND"), {
    code: "ENOTFOUND",
    erroredSysCall: "getaddrinfo",
  });
  const settings = settingsFor({ url: "https://iam.cn-nowhere-9.example", region: "cn-nowhere-9" });

  const error = await errorOf(
    connectTo(settings, { fetch: () => Promise.reject(unresolved), sleep: () => new Promise(setImmediate) }),
  );

  expect(error).toMatchObject({ name: "SettingsError", key: "region" });
  expect(String(error)).toContain("cn-nowhere-9");
});
