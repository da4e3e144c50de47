import type { Cloud } from "../../../provider/src/client/cloud";
import { KeyPairLookUps } from "../../../provider/src/operations/step/keyPairLookUps";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";

let bench: InProcessBench;
let cloud: Cloud;
let lookUps: KeyPairLookUps;
let nowMs = 0;

beforeEach(async () => {
  bench = inProcessBench();
  cloud = await bench.others();
  lookUps = new KeyPairLookUps({ ...cloud, runtime: { ...cloud.runtime, monotonicMs: () => nowMs } });
});

const look = (name: string, expected?: string): ReturnType<KeyPairLookUps["find"]> =>
  lookUps.find(name, expected, { cloud, deadlineMs: Number.POSITIVE_INFINITY, signal: undefined });

const requests = (): number =>
  bench.emulator.control.requests().filter(({ operation }) => operation === "ListKeypairDetail").length;

it("looks a pair up once for all who ask within five seconds", async () => {
  const found = await Promise.all([look("kp-a"), look("kp-a"), look("kp-a")]);
  expect(found.map((pair) => typeof pair === "string" || pair.name)).toEqual(["kp-a", "kp-a", "kp-a"]);
  nowMs += 4_000;
  await look("kp-a");
  expect(requests()).toBe(1);
  nowMs += 2_000;
  await look("kp-a");
  expect(requests()).toBe(2);
});

it("does not keep what was not found, or what is not the key expected, or was forgotten", async () => {
  expect(await look("kp-c")).toBe("absent");
  expect(await look("kp-c")).toBe("absent");
  expect(requests()).toBe(2);
  await look("kp-a");
  await look("kp-a", "another:fingerprint");
  expect(requests()).toBe(4);
  lookUps.forget("kp-a");
  await look("kp-a");
  expect(requests()).toBe(5);
});
