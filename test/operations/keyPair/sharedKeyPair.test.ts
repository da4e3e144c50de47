import type { Cloud } from "../../../provider/src/client/cloud";
import { forgetKeyPair, sharedKeyPair } from "../../../provider/src/operations/keyPair/sharedKeyPair";
import { bindingBench, type BindingBench } from "../../support/bindingBench";

let bench: BindingBench;
let cloud: Cloud;
let nowMs = 0;

beforeEach(async () => {
  bench = await bindingBench();
  cloud = await bench.cloud();
});

afterEach(() => bench.close());

const look = (name: string, expected?: string): ReturnType<typeof sharedKeyPair> =>
  sharedKeyPair(name, expected, {
    cloud,
    deadlineMs: performance.now() + 10_000,
    signal: undefined,
    monotonicMs: () => nowMs,
    timeScale: 1,
  });

const lookUps = (): number =>
  bench.emulator.control.requests().filter(({ operation }) => operation === "ListKeypairDetail").length;

it("looks a pair up once for all who ask within five seconds", async () => {
  const found = await Promise.all([look("kp-a"), look("kp-a"), look("kp-a")]);
  expect(found.map((pair) => typeof pair === "string" || pair.name)).toEqual(["kp-a", "kp-a", "kp-a"]);
  nowMs += 4_000;
  await look("kp-a");
  expect(lookUps()).toBe(1);
  nowMs += 2_000;
  await look("kp-a");
  expect(lookUps()).toBe(2);
});

it("does not keep what was not found, or what is not the key expected, or was forgotten", async () => {
  expect(await look("kp-c")).toBe("absent");
  expect(await look("kp-c")).toBe("absent");
  expect(lookUps()).toBe(2);
  await look("kp-a");
  await look("kp-a", "another:fingerprint");
  expect(lookUps()).toBe(4);
  forgetKeyPair(cloud.key, "kp-a");
  await look("kp-a");
  expect(lookUps()).toBe(5);
});
