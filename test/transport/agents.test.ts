import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { RequestListener, Server } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import { systemRuntime } from "../../provider/src/transport/systemRuntime";

const repository = join(__dirname, "..", "..");
let servers: Server[] = [];

afterEach(async () => {
  const closing = servers;
  servers = [];
  await Promise.all(
    closing.map((server) => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    }),
  );
});

/** Starts a server on a free port; it ends with the test. */
async function listen(answer: RequestListener): Promise<{ server: Server; url: string }> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return { server, url: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}` };
}

/** Fetches a URL in a fresh process with these variables; resolves to status and body once the process has ended. */
async function fetchInOwnProcess(url: string, variables: Record<string, string>): Promise<string> {
  const script = `
    const { systemRuntime } = require("./provider/src/transport/systemRuntime.ts");
    (async () => {
      const response = await systemRuntime().fetch("${url}", {});
      console.log(response.status, Buffer.from(await response.arrayBuffer()).toString());
    })();`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "--input-type=commonjs", "--eval", script],
    { cwd: repository, env: { PATH: process.env["PATH"] ?? "", ...variables }, timeout: 20_000 },
  );
  return stdout.trim();
}

test("requests go through the proxy of the environment, except those to loopback and to NO_PROXY", async () => {
  const { url } = await listen((_request, response) => response.end("direct"));
  const seen: string[] = [];
  const proxy = await listen((request, response) => {
    seen.push(request.url ?? "");
    response.end("proxied");
  });
  proxy.server.on("connect", (request, socket) => {
    seen.push(`CONNECT ${request.url ?? ""}`);
    socket.end("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n");
  });
  const variables = { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url, NO_PROXY: "0.0.0.0" };

  expect(await fetchInOwnProcess(url, variables)).toBe("200 direct");
  expect(await fetchInOwnProcess("http://kms.example.test/v3", variables)).toBe("200 proxied");
  await fetchInOwnProcess("https://kms.example.test/v3", variables).catch(() => undefined);
  expect(await fetchInOwnProcess(url.replace("127.0.0.1", "0.0.0.0"), variables)).toBe("200 direct");

  expect(seen).toEqual(["http://kms.example.test/v3", "CONNECT kms.example.test:443"]);
}, 60_000);

test("a process ends by itself although its connection is kept alive", async () => {
  const { url, server } = await listen((_request, response) => response.end("ok"));
  server.keepAliveTimeout = 60_000;

  expect(await fetchInOwnProcess(url, {})).toBe("200 ok");
}, 30_000);

test("a free connection is closed long before the server would close it", async () => {
  const { url, server } = await listen((_request, response) => response.end("ok"));
  server.keepAliveTimeout = 60_000;
  const closed = new Promise<number>((resolve) => {
    server.on("connection", (socket) => socket.on("close", () => resolve(performance.now())));
  });
  const startedMs = performance.now();

  const { signal } = new AbortController();
  const init = { method: "GET", headers: {}, body: null, redirect: "manual", size: 1_000, signal } as const;
  await (await systemRuntime().fetch(url, init)).arrayBuffer();

  expect((await closed) - startedMs).toBeLessThan(9000);
}, 15_000);
