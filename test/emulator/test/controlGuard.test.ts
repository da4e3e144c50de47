import { request, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { turnedAway } from "../src/control/controlGuard";
import { sampleSeed, startEmulator, type Emulator } from "../src/index";
import { SignedClient } from "./support/signedClient";

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ timeScale: 0 });
});

afterAll(() => emulator.close());

/** A request as a browser would send it, whose own fetch lets no program set Host. */
async function send(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string,
): Promise<{ status: number | undefined; body: string }> {
  const reply = await new Promise<IncomingMessage>((resolve, reject) => {
    request(`${emulator.url}${path}`, { method, headers }, resolve).once("error", reject).end(body);
  });
  return { status: reply.statusCode, body: await text(reply) };
}

it("a name that somebody made lead to this machine is told nothing", async () => {
  const secret = emulator.control.users()[0]?.secretKey ?? "";
  for (const path of ["/_emulator/users", "/_emulator/state", "/"]) {
    const reply = await send("GET", path, { host: "evil.example:80" });
    expect(reply.status).toBe(403);
    expect(reply.body).toContain("Host");
    expect(reply.body).not.toContain(secret);
  }
  expect((await send("GET", "/_emulator/users", {})).body).toContain(secret);
  expect((await send("GET", "/_emulator/users", { host: "localhost:1" })).status).toBe(200);
});

it.each([
  ["a form", { "content-type": "text/plain" }, "{}", 415],
  ["a form without fields", { "content-type": "application/x-www-form-urlencoded" }, undefined, 415],
  ["a body that says nothing of itself", {}, "{}", 415],
  ["another page", { origin: "https://evil.example", "content-type": "application/json" }, "{}", 403],
  ["a page in a sandbox", { origin: "null" }, undefined, 403],
])("%s resets nothing", async (_title, headers, body, status) => {
  emulator.control.putServer("kept", {});
  const reply = await send("POST", "/_emulator/reset", headers, body);
  expect(reply.status).toBe(status);
  expect(JSON.parse(reply.body)).toMatchObject({ error_code: `EMULATOR.0${status}` });
  expect(emulator.control.state().servers.map(({ id }) => id)).toContain("kept");
});

it("its own page, a tool with JSON, and a reset without a body pass", async () => {
  const own = { origin: emulator.url, "content-type": "application/json; charset=utf-8" };
  expect((await send("POST", "/_emulator/reset", own, "{}")).status).toBe(200);
  emulator.control.putServer("gone", {});
  expect((await send("POST", "/_emulator/reset", {})).status).toBe(200);
  expect(emulator.control.state().servers).toHaveLength(sampleSeed.servers?.length ?? 0);
});

it("services ask for credentials, not for a Host of their own", async () => {
  const { body } = await send("GET", "/v3/projects", { host: "iam.cn-north-4.myhuaweicloud.com" });
  expect(body).toContain("APIGW.0301");
  const reply = await new SignedClient(emulator.credentials).call("GET", "/v3/users?name=colleague");
  expect(reply.body).toMatchObject({ users: [{ id: emulator.control.users()[1]?.id, name: "colleague" }] });
});

it.each([
  ["127.0.0.1:80", "127.0.0.1", undefined],
  ["[::1]:80", "::1", undefined],
  ["127.0.0.1", "localhost", undefined],
  ["192.0.2.7:80", "0.0.0.0", undefined],
  ["kps.internal:80", "kps.internal", undefined],
  ["192.0.2.7:80", "127.0.0.1", 403],
  ["evil.example", "0.0.0.0", 403],
  ["localhost.evil.example", "127.0.0.1", 403],
  ["", "127.0.0.1", 403],
  [undefined, "127.0.0.1", 403],
])("a request for %s to an emulator on %s gets %s", (host, listening, status) => {
  const sent = { host, origin: undefined, contentType: undefined, hasBody: false };
  expect(turnedAway(sent, listening)?.status).toBe(status);
});
