import { defaultPatience } from "../src/http/buildServer";
import { startImpatientServer, type ImpatientServer } from "./support/impatientServer";
import { RawConnection } from "./support/rawConnection";

jest.setTimeout(20_000);

const head = "POST /v3/auth/tokens HTTP/1.1\r\nhost: emulator\r\n";
let server: ImpatientServer;

beforeAll(async () => {
  server = await startImpatientServer({ request: 300, look: 50 });
});

afterAll(() => server.close());

it("the emulator waits a minute for a request, and a second more at most", () => {
  expect(defaultPatience).toEqual({ request: 60_000, look: 1000 });
});

it.each([
  ["that sends nothing", ""],
  ["that stops within the headers", head],
  ["that stops within a header", `${head}x-slow: a`],
  ["that announces a body and sends none", `${head}content-length: 10\r\n\r\n`],
  ["that stops within the body", `${head}content-length: 10\r\n\r\n{"a":`],
  ["that stops between chunks", `${head}transfer-encoding: chunked\r\n\r\n5\r\n{"a":\r\n`],
])("a sender %s is told 408, and the connection ends", async (_title, sent) => {
  const connection = await RawConnection.open(server.url);
  connection.say(sent);
  await connection.ended();
  expect(connection.statuses).toEqual([408]);
});

it("a sender who drips header after header does not buy time by it", async () => {
  const connection = await RawConnection.open(server.url);
  connection.say(head);
  const drip = setInterval(() => connection.say("x-drip: 1\r\n"), 20);
  await connection.ended();
  clearInterval(drip);
  expect(connection.statuses[0]).toBe(408);
});

it("many slow senders at a time keep nobody else waiting", async () => {
  const slow = await Promise.all(Array.from({ length: 200 }, () => RawConnection.open(server.url)));
  slow.forEach((connection) => connection.say(head));
  expect((await fetch(`${server.url}/v3/projects`)).status).toBe(401);
  await Promise.all(slow.map((connection) => connection.ended()));
  expect(new Set(slow.flatMap(({ statuses }) => statuses))).toEqual(new Set([408]));
  expect((await fetch(`${server.url}/v3/projects`)).status).toBe(401);
});
