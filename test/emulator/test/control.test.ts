import { Script } from "node:vm";
import { sampleSeed, startEmulator, type Emulator } from "../src/index";
import { SignedClient } from "./support/signedClient";

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ timeScale: 0 });
});

beforeEach(() => emulator.control.reset());

afterAll(() => emulator.close());

async function control(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const reply = await fetch(`${emulator.url}/_emulator/${path}`, {
    method,
    ...(body === undefined ? {} : { body: text, headers: { "content-type": "application/json" } }),
  });
  const answer = await reply.text();
  return { status: reply.status, body: answer === "" ? undefined : JSON.parse(answer) };
}

it("starts with a few sample servers", async () => {
  const { body } = await control("GET", "state");
  expect(body).toMatchObject({
    servers: [
      { name: "web-1", status: "ACTIVE" },
      { name: "web-2", status: "ACTIVE" },
      { name: "db-1", status: "SHUTOFF" },
      { name: "app-1", status: "ACTIVE", keyPairName: "legacy" },
    ],
    keyPairs: [{ name: "legacy", hosted: true }],
    tasks: [],
    settings: { timeScale: 0, requestsPerMinute: 300, ecsRequestsPerMinute: 600 },
  });
  expect(JSON.stringify(body)).not.toContain("Web-1-Password");
});

it("a deleted server is gone for every service", async () => {
  await control("POST", "reset", { seed: { servers: [{ id: "a" }] } });
  expect((await control("DELETE", "servers/a")).status).toBe(204);
  expect(emulator.control.state().servers).toEqual([]);
  const client = new SignedClient(emulator.credentials);
  expect((await client.call("GET", "/v1/{project_id}/cloudservers/a")).status).toBe(404);
});

it("a reset takes a seed, and forgets servers, requests, faults, scripts and settings", async () => {
  await control("PUT", "settings", { timeScale: 1 });
  await control("POST", "faults", { status: 500 });
  await control("POST", "task-scripts", { outcome: "fail" });
  const seed = {
    servers: [{ id: "a", status: "SHUTOFF" }],
    keyPairs: [{ name: "k" }],
    settings: { requestsPerMinute: 7 },
  };
  expect((await control("POST", "reset", { seed })).status).toBe(200);
  expect(emulator.control.state()).toMatchObject({
    servers: [{ id: "a" }],
    settings: { timeScale: 0, requestsPerMinute: 7 },
  });
  const client = new SignedClient(emulator.credentials);
  const body = { keypair_name: "k", server: { id: "a" } };
  expect((await client.call("POST", "/v3/{project_id}/keypairs/associate", { body })).status).toBe(202);
  expect(emulator.control.state().tasks).toMatchObject([{ taskStatus: "SUCCESS_BIND" }]);
  expect(emulator.control.requests()).toHaveLength(1);
  expect((await control("POST", "reset")).status).toBe(200);
  expect(emulator.control.state().servers).toHaveLength(sampleSeed.servers?.length ?? 0);
  expect((await control("GET", "requests")).body).toEqual([]);
});

it("servers are created, changed and reinstalled under any id", async () => {
  const created = await control("PUT", "servers/a%2Fb%20c", { name: "odd", keyPairName: "legacy", rootPassword: "x" });
  expect(created).toMatchObject({ status: 200, body: { id: "a/b c", name: "odd", keyPairName: "legacy" } });
  expect(created.body).toHaveProperty("authorizedKeys.length", 1);
  const changed = await control("PUT", "servers/a%2Fb%20c", { status: "SHUTOFF", reinstall: true });
  expect(changed.body).toMatchObject({ name: "odd", status: "SHUTOFF", keyPairName: "legacy", authorizedKeys: [] });
  const freed = await control("PUT", "servers/a%2Fb%20c", { keyPairName: null });
  expect(freed.body).not.toHaveProperty("keyPairName");
});

it("tasks of DMS instances settle after a while", async () => {
  const tasks = [{ id: "t", name: "n", status: "EXECUTING", settlesAfterMs: 0, settlesAs: "FAILED", params: { a: 1 } }];
  const put = await control("PUT", "dms-instances/d", { engine: "rocketmq", tasks });
  expect(put.body).toEqual({
    id: "d",
    engine: "rocketmq",
    tasks: [expect.objectContaining({ id: "t", status: "FAILED" })],
  });
  const client = new SignedClient(emulator.credentials);
  const { body } = await client.call("GET", "/v2/{project_id}/instances/d/tasks/t");
  expect(body).toMatchObject({ task_count: "1", tasks: [{ status: "FAILED", params: '{"a":1}' }] });
});

it.each([
  ["POST", "reset", { seed: { servers: [{}] } }, "seed.servers[0].id"],
  ["POST", "reset", { seed: { keyPairs: [{ name: "k", publicKey: "no key" }] } }, "key pair k"],
  ["PUT", "settings", { quirks: { nonsense: 1 } }, "nonsense"],
  ["PUT", "servers/a", { status: "REBOOT" }, "status"],
  ["PUT", "dms-instances/a", { engine: "nats" }, "engine"],
  ["POST", "task-scripts", { outcome: "explode" }, "outcome"],
  ["POST", "task-scripts", {}, "outcome"],
  ["POST", "faults", { cut: "during" }, "cut"],
  ["POST", "faults", "{", "not JSON"],
  ["POST", "faults", { delayMs: 2 ** 31 }, "delayMs"],
  ["POST", "faults", { headers: { "x-a": "1\n2" } }, "headers"],
  ["POST", "faults", { headers: { "x a": "1" } }, "headers"],
  ["PUT", "settings", { quirks: { clockOffsetMs: 1e300 } }, "clockOffsetMs"],
  ["PUT", "servers/", {}, "id"],
  ["PUT", "dms-instances/", {}, "id"],
])("%s %s with %j is refused and says why", async (method, path, body, reason) => {
  const reply = await control(method, path, body);
  expect(reply.status).toBe(400);
  expect(reply.body).toMatchObject({
    error_code: "EMULATOR.0400",
    error_msg: expect.stringContaining(reason) as string,
  });
});

it("an unknown control call is no request to a service", async () => {
  expect((await control("GET", "nothing")).status).toBe(404);
  expect(emulator.control.requests()).toEqual([]);
});

it("the page at / is there and its script is sound", async () => {
  const page = await (await fetch(emulator.url)).text();
  const [, script = ""] = /<script>([^]*)<\/script>/.exec(page) ?? [];
  expect(script).toContain("/_emulator/");
  expect(() => new Script(script)).not.toThrow();
});
