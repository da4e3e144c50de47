import { Bench } from "./support/bench";
import { RawConnection } from "./support/rawConnection";

jest.setTimeout(20_000);

const megabyte = 1024 * 1024;
const host = "host: emulator\r\n";
const get = `GET /v3/projects HTTP/1.1\r\n${host}\r\n`;
let bench: Bench;
let connection: RawConnection;

beforeAll(async () => {
  bench = await Bench.start();
});

beforeEach(async () => {
  bench.emulator.control.reset();
  connection = await RawConnection.open(bench.emulator.url);
});

afterEach(() => connection.close());

afterAll(async () => {
  expect((await bench.client.call("GET", "/v3/{project_id}/running-tasks")).status).toBe(200);
  await bench.emulator.close();
});

/** Waits for so many replies on the connection. */
async function replies(count: number): Promise<void> {
  while (connection.statuses.length < count) {
    await connection.more();
  }
}

it("requests sent in one go are answered in their order, also when the first takes longest", async () => {
  bench.emulator.control.fault({ operation: "ListRunningTask", delayMs: 60 });
  connection.say(`GET /v3/p/running-tasks HTTP/1.1\r\n${host}\r\nGET /nothing HTTP/1.1\r\n${host}\r\n${get}`);
  await replies(3);
  expect(connection.statuses).toEqual([401, 404, 401]);
  expect(connection.closed).toBe(false);
});

it.each([
  ["rubbish", "\u0000\u0001\u0002 rubbish\r\n\r\n"],
  ["a method nobody knows", `FROBNICATE / HTTP/1.1\r\n${host}\r\n`],
  ["a method in small letters", `get / HTTP/1.1\r\n${host}\r\n`],
  ["a header without a colon", "GET / HTTP/1.1\r\nhost emulator\r\n\r\n"],
  ["no host", "GET / HTTP/1.1\r\n\r\n"],
  ["a length that is no number", `POST /v3/auth/tokens HTTP/1.1\r\n${host}content-length: ten\r\n\r\n`],
  ["two lengths", `POST /v3/auth/tokens HTTP/1.1\r\n${host}content-length: 1\r\ncontent-length: 2\r\n\r\nab`],
  [
    "a length beside chunks",
    `POST /v3/auth/tokens HTTP/1.1\r\n${host}content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
  ],
  ["the start of TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003"],
])("%s after a good request: the good one is answered, the rest is 400 and the end", async (_title, rest) => {
  connection.say(get);
  await replies(1);
  connection.say(rest);
  await connection.ended();
  expect(connection.statuses).toEqual([401, 400]);
});

it("a chunk that is not as long as it says is 400 and the end", async () => {
  connection.say(`POST /v3/auth/tokens HTTP/1.1\r\n${host}transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`);
  await connection.ended();
  expect(connection.statuses).toEqual([400]);
});

it.each([
  ["headers beyond 16 KB", 494, `GET / HTTP/1.1\r\n${host}x-long: ${"a".repeat(20_000)}\r\n\r\n`],
  ["an address beyond 16 KB", 414, `GET /?${"a".repeat(20_000)} HTTP/1.1\r\n${host}\r\n`],
  ["rubbish", 400, "rubbish\r\n\r\n"],
])("%s: the gateway answers %d APIGW.0201, and it is the end", async (_title, status, sent) => {
  connection.say(sent);
  await connection.ended();
  const [head = "", body = ""] = connection.text.split("\r\n\r\n");
  const [, requestId] = /^x-request-id: ([0-9a-f]{32})$/m.exec(head) ?? [];
  expect(connection.statuses).toEqual([status]);
  expect(JSON.parse(body)).toMatchObject({ error_code: "APIGW.0201", request_id: requestId });
});

it("a body beyond 12 MB that is announced is refused before it has come", async () => {
  connection.say(`POST /v3/auth/tokens HTTP/1.1\r\n${host}content-length: ${13 * megabyte}\r\n\r\n`);
  await replies(1);
  expect(connection.statuses).toEqual([413]);
  expect(connection.text).toContain("APIGW.0201");
});

it("a body in chunks is refused when it is beyond 12 MB, however many are to come", async () => {
  connection.say(`POST /v3/auth/tokens HTTP/1.1\r\n${host}transfer-encoding: chunked\r\n\r\n`);
  const chunk = `${megabyte.toString(16)}\r\n${"x".repeat(megabyte)}\r\n`;
  for (let sent = 0; sent <= 12; sent += 1) {
    connection.say(chunk);
  }
  await replies(1);
  expect(connection.statuses).toEqual([413]);
  expect(connection.text).toContain("APIGW.0201");
});

it("a sender who hangs up within a body is forgotten", async () => {
  connection.say(`POST /v3/auth/tokens HTTP/1.1\r\n${host}content-length: 100\r\n\r\n{`);
  connection.finish();
  await connection.ended();
  expect(bench.emulator.control.requests().filter(({ status }) => status === 200)).toEqual([]);
});

it("a sender who says no more after a request still gets the reply", async () => {
  connection.say(get);
  connection.finish();
  await connection.ended();
  expect(connection.statuses).toEqual([401]);
});

it("an old client without keep-alive gets the reply and the end", async () => {
  connection.say("GET /v3/projects HTTP/1.0\r\n\r\n");
  await connection.ended();
  expect(connection.statuses).toEqual([401]);
});

it("a tunnel is refused by ending the connection", async () => {
  connection.say(`CONNECT example.invalid:443 HTTP/1.1\r\n${host}\r\n`);
  await connection.ended();
  expect(connection.statuses).toEqual([]);
});
