import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import type { Emulator } from "../emulator/src/index";
import { acceptedPosts } from "../support/acceptedPosts";
import { startTestEmulator } from "../support/emulator";
import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../support/inProcess/inProcessBench";
import { rejectionOf } from "../support/rejections";

let bench: InProcessBench;
/** One behind real sockets: only there redirects can be followed. */
let emulator: Emulator;
let thief: Server;
let port: number;
let cases = 0;
const arrived: string[] = [];
const open = new Set<Socket>();

beforeAll(async () => {
  bench = inProcessBench();
  emulator = await startTestEmulator({
    requestsPerMinute: 0,
    ecsRequestsPerMinute: 0,
    seed: { servers: [{ id: "running", rootPassword: ROOT_PASSWORD }], keyPairs: [{ name: "kp-a" }] },
  });
  thief = createServer((socket) => {
    arrived.push("a connection");
    open.add(socket);
    socket.on("error", () => undefined).on("data", (bytes) => arrived.push(bytes.toString("latin1")));
  });
  await new Promise<void>((resolve) => thief.listen(0, resolve));
  port = (thief.address() as AddressInfo).port;
});

afterAll(async () => {
  open.forEach((socket) => socket.destroy());
  await new Promise((resolve) => thief.close(resolve));
  await emulator.close();
});

const targets: [string, () => string][] = [
  ["another port", () => `http://127.0.0.1:${port}`],
  ["another host", () => `http://localhost:${port}`],
  ["another scheme", () => `https://127.0.0.1:${port}`],
];
const redirects = [301, 302, 303, 307, 308].flatMap((status) =>
  targets.flatMap(([what, target]) =>
    ["ListRunningTask", "ShowServer", "ListKeypairDetail", "AssociateKeypair"].map(
      (operation) => [status, what, operation, target] as const,
    ),
  ),
);

test.each(redirects)("%d to %s in answer to %s: nothing arrives there", async (status, _what, operation, target) => {
  emulator.control.reset();
  cases += 1;
  // A name of its own, so that no list of an earlier case is young enough to be used.
  bench.configure({ "kps:region": `cn-case-${cases}`, "kps:endpoint": emulator.url });
  emulator.control.fault({ operation, status, times: 50, headers: { location: `${target()}/v3/steal?me=1` } });
  const inputs = {
    serverId: "running",
    keyPairName: "kp-a",
    auth: { password: ROOT_PASSWORD },
    timeouts: { create: "1s" },
  };

  const error = await rejectionOf(bench.binding.create(inputs));

  expect(error.message).not.toContain("steal");
  expect(error.message).not.toContain(ROOT_PASSWORD);
  expect(arrived).toEqual([]);
  expect(acceptedPosts(emulator)).toEqual([]);
});
