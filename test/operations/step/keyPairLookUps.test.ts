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

describe("a pair that KPS does not find for a moment", () => {
  const missing = (times: number): void =>
    bench.emulator.control.fault({
      operation: "ListKeypairDetail",
      times,
      status: 400,
      body: { error_code: "KPS.4016", error_msg: "The key pair does not exist" },
    });

  it("is asked for again when it was found, or made, before", async () => {
    await look("kp-a");
    nowMs += 6_000;
    missing(3);
    expect(await look("kp-a")).toMatchObject({ name: "kp-a" });
    expect(requests()).toBe(5);

    lookUps.noteMade("kp-b");
    missing(3);
    expect(await look("kp-b")).toMatchObject({ name: "kp-b" });

    lookUps.noteKnown("kp-c");
    missing(3);
    expect(await look("kp-c")).toBe("absent");
    expect(requests()).toBe(13);
    // Once for all whose state tells of it.
    lookUps.noteKnown("kp-c");
    expect(await look("kp-c")).toBe("absent");
    expect(requests()).toBe(14);
  });

  it("is absent when it stays so, when it was deleted, or when nobody has seen it", async () => {
    lookUps.noteMade("kp-c");
    expect(await look("kp-c")).toBe("absent");
    expect(requests()).toBe(4);
    expect(await look("kp-c")).toBe("absent");
    expect(requests()).toBe(5);

    await look("kp-a");
    lookUps.forget("kp-a");
    missing(1);
    expect(await look("kp-a")).toBe("absent");
    expect(requests()).toBe(7);
  });
});
