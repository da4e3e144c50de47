import { spawn } from "node:child_process";
import { readdirSync, readlinkSync } from "node:fs";
import { createInterface } from "node:readline";
import { join } from "node:path";
import type { Emulator } from "../emulator/src/index";
import { hostBench } from "../support/hostBench";
import { configFor, startTestEmulator } from "../support/emulator";
import { startTcpProxy, type TcpProxy } from "../support/tcpProxy";

jest.setTimeout(60_000);

const ROOT_PASSWORD = "Root-Passw0rd";

/** Says what keeps it busy before and after three binds, the latter when a line arrives. */
const client = `
  const { createInterface } = require("node:readline");
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  // The pipe to standard output is opened when it is first used.
  process.stdout.write("");
  const say = (word) => console.log(JSON.stringify({ word, resources: process.getActiveResourcesInfo().sort() }));
  (async () => {
    const config = JSON.parse((await lines.next()).value);
    const { keyPairBinding } = require("pulumi-huaweicloud-kps/runtime");
    const next = lines.next();
    await new Promise(setImmediate);
    say("before");
    await keyPairBinding.configure({ config: { get: (key) => config[key] } });
    const auth = { password: "${ROOT_PASSWORD}" };
    await Promise.all(["one", "two", "three"].map((serverId) =>
      keyPairBinding.create({ __provider: "stub", serverId, keyPairName: "kp", auth })));
    say("bound");
    await next;
    say("after");
    process.exit();
  })();
`;

let emulator: Emulator;
let proxy: TcpProxy;

afterEach(async () => {
  await proxy.close();
  await emulator.close();
});

test("ten seconds after the last waiter there is no timer, no socket and no request", async () => {
  const servers = ["one", "two", "three"].map((id) => ({ id, status: "ACTIVE" as const, rootPassword: ROOT_PASSWORD }));
  emulator = await startTestEmulator({ seed: { servers, keyPairs: [{ name: "kp" }] } });
  proxy = await startTcpProxy(emulator.url);
  const child = spawn(process.execPath, ["-e", client], {
    cwd: join(__dirname, "../.."),
    env: { ...process.env, KPS_TEST_TIME_SCALE: "0.1" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const said = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const hear = async (): Promise<unknown> => JSON.parse(String((await said.next()).value));
  const { "kps:secretKey": secretKey, ...config } = configFor({ ...emulator.credentials, url: proxy.url });
  child.stdin.write(
    `${JSON.stringify({ ...config, "kps:secretKey": typeof secretKey === "object" ? secretKey.secret : secretKey })}\n`,
  );
  const before = (await hear()) as { resources: string[] };
  expect(await hear()).toMatchObject({ word: "bound" });
  const boundMs = performance.now();
  const requests = emulator.control.requests().length;

  await proxy.idle();
  expect(performance.now() - boundMs).toBeLessThan(10_000);
  child.stdin.write("\n");

  expect(await hear()).toEqual({ word: "after", resources: before.resources });
  expect(emulator.control.requests()).toHaveLength(requests);
});

test("a host that has nothing more to do holds no connection to the service", async () => {
  const bench = await hostBench(["one", "two", "three"].map((id) => ({ id, status: "ACTIVE" })));
  emulator = bench.emulator;
  proxy = await startTcpProxy(emulator.url);
  const host = await bench.start({ config: { "kps:endpoint": proxy.url } });
  await Promise.all(["one", "two", "three"].map((id) => host.create(bench.inputs(id))));
  const during = socketsOf(host.process.id);
  const boundMs = performance.now();
  const opened = proxy.opened;

  await proxy.idle();

  expect(performance.now() - boundMs).toBeLessThan(10_000);
  expect(opened).toBeGreaterThan(0);
  expect(proxy.opened).toBe(opened);
  expect(socketsOf(host.process.id)).toBeLessThan(during);
  await host.stop();
});

function socketsOf(processId: number): number {
  const folder = `/proc/${processId}/fd`;
  return readdirSync(folder).filter((name) => targetOf(join(folder, name)).startsWith("socket:")).length;
}

/** A descriptor may be gone by the time it is looked at. */
function targetOf(descriptor: string): string {
  try {
    return readlinkSync(descriptor);
  } catch {
    return "";
  }
}
