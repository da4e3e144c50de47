import { publicHalf } from "../../../provider/src/model/privateKey";
import type { PlainObject } from "../../../provider/src/model/plainObject";
import { newSshKey } from "../../support/sshKey";
import { keptBy, rejectionOf, type Kept } from "../../support/rejections";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import type { KeyPairState } from "../../support/inProcess/calledKeyPair";
import { acceptedChanges } from "../../support/acceptedChanges";

const KEY = newSshKey();
const encryption = { type: "default" };
const exposed = { name: "ops", algorithm: "ed25519", exposePrivateKey: true };
const hosted = { name: "ops", algorithm: "ed25519", keyProtection: { encryption } };
const given = { name: "ops", publicKey: KEY.publicKey, scope: "account" };
let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench({ seed: {} });
});

const there = () => bench.emulator.control.state().keyPairs;
const posts = () => bench.emulator.control.requests().filter(({ method }) => method === "POST");

/** Ends the waits of the provider so long after the request for this has come; tells how long a step then still takes. */
function cancelledAfter(ms: number, operation: string, step: Promise<unknown>): Promise<number> {
  const { clock } = bench.world;
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (!bench.emulator.control.requests().some((request) => request.operation === operation)) {
        clock.startTimer(1, look);
        return;
      }
      clock.startTimer(ms, () => {
        const cancelledMs = clock.monotonicMs();
        bench.process.cancel();
        step.finally(() => resolve(clock.monotonicMs() - cancelledMs)).catch(reject);
      });
    };
    look();
  });
}

/** A creation whose answer is lost at its deadline, and which nothing shows by then; `cut` says whether it was carried out. */
async function lose(inputs: PlainObject, cut: "before" | "after"): Promise<{ kept: Kept; state: KeyPairState }> {
  bench.emulator.control.fault({ operation: "CreateKeypair", delayMs: 900, cut, times: 1 });
  const step = bench.pair.create({ ...inputs, timeouts: { create: "1s" } });
  bench.world.clock.startTimer(800, () => {
    bench.emulator.control.fault({ operation: "ListKeypairDetail", status: 502, body: {}, times: 9 });
  });
  const kept = await keptBy(step);
  bench.emulator.control.clearFaults();
  return { kept, state: { id: kept.id, inputs, outputs: kept.properties } };
}

it("does not end with a Cancel that comes while it is answered, and keeps the key", async () => {
  bench.emulator.control.fault({ operation: "CreateKeypair", delayMs: 300, times: 1 });
  const step = bench.pair.create(exposed);
  expect(await cancelledAfter(20, "CreateKeypair", step)).toBeLessThan(1_000);
  const outputs = await step;
  expect(outputs).toMatchObject({ adopted: false, made: { name: "ops" } });
  expect(there()).toMatchObject([{ name: "ops", publicKey: publicHalf(String(outputs["privateKey"])) }]);
});

it("is looked for once more when a Cancel comes while it is answered, and kept when nothing shows it", async () => {
  bench.emulator.control.fault({ operation: "CreateKeypair", delayMs: 300, cut: "before", times: 1 });
  const step = keptBy(bench.pair.create(exposed));
  expect(await cancelledAfter(20, "CreateKeypair", step)).toBeLessThan(1_300);
  const { properties, reasons } = await step;
  expect(properties).toMatchObject({ settled: false, creationLost: true, made: { name: "ops" } });
  expect(publicHalf(String(properties["privateKey"]))).toBe(properties["publicKey"]);
  expect(reasons[0]).toMatch(/^creating key pair "ops": it was sent, and whether KPS has carried it out is not known/);
});

it("whose look hangs ends within 1 s of a Cancel", async () => {
  bench.emulator.control.fault({ operation: "CreateKeypair", delayMs: 300, cut: "after", times: 1 });
  const step = keptBy(bench.pair.create(exposed));
  bench.world.clock.startTimer(200, () => {
    bench.emulator.control.fault({ operation: "ListKeypairDetail", delayMs: 20_000, times: 9 });
  });
  expect(await cancelledAfter(400, "CreateKeypair", step)).toBeLessThan(1_000);
  expect((await step).properties).toMatchObject({ creationLost: true });
});

it("is waited for a little beyond its deadline", async () => {
  bench.emulator.control.fault({ operation: "CreateKeypair", delayMs: 2_000, times: 1 });
  expect(await bench.pair.create({ ...exposed, timeouts: { create: "1s" } })).toMatchObject({ adopted: false });
});

it("of which nothing can be told ends within 2 s of its deadline", async () => {
  const beganMs = bench.world.clock.monotonicMs();
  bench.emulator.control.fault({ operation: "CreateKeypair", delayMs: 20_000, times: 1 });
  const { properties } = await keptBy(bench.pair.create({ ...exposed, timeouts: { create: "1s" } }));
  expect(bench.world.clock.monotonicMs() - beganMs).toBeLessThan(3_000);
  expect(properties).toMatchObject({ creationLost: true });
});

it.each([
  ["a key in the output", exposed],
  ["a hosted key", hosted],
  ["a given key", given],
  ["a given key to host", { name: "ops", keyProtection: { encryption, privateKey: KEY.privateKey } }],
] as const)("of %s is found by the next up, with its key, and is ours", async (_, inputs) => {
  const { kept, state } = await lose(inputs, "after");
  expect(kept.properties).toMatchObject({ settled: false, creationLost: true });
  const { outputs } = await bench.pair.up(inputs, state);
  expect(outputs).toMatchObject({ publicKey: kept.properties["publicKey"], adopted: false, made: { name: "ops" } });
  expect(outputs).not.toHaveProperty("creationLost");
  expect(outputs).not.toHaveProperty("settled");
  expect("privateKey" in outputs).toBe("exposePrivateKey" in inputs);
  expect(posts()).toHaveLength(1);
  await bench.pair.destroy({ ...state, outputs });
  expect(there()).toEqual([]);
});

it.each([
  ["a key in the output", exposed],
  ["a hosted key", hosted],
  ["a given key", given],
] as const)("of %s that was not carried out is made by the next up, with the same key", async (_, inputs) => {
  const { kept, state } = await lose(inputs, "before");
  expect(there()).toEqual([]);
  const { outputs } = await bench.pair.up(inputs, state);
  expect(outputs["publicKey"]).toBe(kept.properties["publicKey"]);
  expect("privateKey" in outputs).toBe("exposePrivateKey" in inputs);
  expect(there()).toMatchObject([{ name: "ops", publicKey: outputs["publicKey"], hosted: "keyProtection" in inputs }]);
});

it("stays in state at a refresh that does not show it, and at one that shows a key of somebody else", async () => {
  const { state } = await lose(exposed, "before");
  expect(await bench.pair.refresh(state)).toMatchObject({ outputs: state.outputs });
  bench.emulator.control.reset({ keyPairs: [{ name: "ops", publicKey: KEY.publicKey }] });
  const kept = await bench.pair.refresh(state);
  expect(kept).toMatchObject({ outputs: { creationLost: true, publicKey: state.outputs["publicKey"] } });
  expect((await rejectionOf(bench.pair.up(exposed, state))).message).toMatch(/exists already and holds another key/);
});

it("counts as made once a refresh shows it", async () => {
  const { state } = await lose(exposed, "after");
  const shown = await bench.pair.refresh(state);
  expect(shown?.outputs).not.toHaveProperty("creationLost");
  expect((await bench.pair.up(exposed, shown)).outputs).toMatchObject({ privateKey: state.outputs["privateKey"] });
  expect(acceptedChanges(bench.emulator)).toEqual(["CreateKeypair ops"]);
});

it("says what is missing where the next up may not look for it", async () => {
  const { state } = await lose(given, "after");
  const body = { error_code: "KPS.9003" };
  for (const operation of ["ListKeypairDetail", "ListKeypairs"]) {
    bench.emulator.control.fault({ operation, status: 403, body, times: 9 });
  }
  expect((await rejectionOf(bench.pair.up(given, state))).message).toMatch(
    /perhaps by our own creation[\s\S]*403; needs/,
  );
});

it("lets a key that is handed over to KPS be answered after a Cancel", async () => {
  const state = await bench.pair.up(exposed);
  bench.emulator.control.fault({ operation: "ImportPrivateKey", delayMs: 300, times: 1 });
  const step = bench.pair.up({ ...exposed, keyProtection: { encryption } }, state);
  expect(await cancelledAfter(20, "ImportPrivateKey", step)).toBeLessThan(1_000);
  expect((await step).outputs).toMatchObject({ managed: true });
});

it("is not sent any more when a Cancel comes between two tries", async () => {
  bench.emulator.control.fault({ operation: "CreateKeypair", status: 429, body: {}, times: 99 });
  const step = rejectionOf(bench.pair.create(exposed));
  expect(await cancelledAfter(20, "CreateKeypair", step)).toBeLessThan(1_000);
  await step;
  expect(posts()).toHaveLength(1);
});

describe("that is carried out after its deadline", () => {
  const late = async (delayMs: number): Promise<KeyPairState> => {
    bench.emulator.control.fault({ operation: "CreateKeypair", delayMs });
    const inputs = { ...exposed, timeouts: { create: "2s" } };
    const { id, properties } = await keptBy(bench.pair.create(inputs));
    await bench.world.clock.sleep(3_000);
    return { id, inputs, outputs: properties };
  };

  it("is waited for by a delete, which leaves nothing behind", async () => {
    await bench.pair.destroy(await late(20_000));
    await bench.world.clock.sleep(60_000);
    expect(there()).toEqual([]);
  });

  it("is not waited for longer than a delete may take", async () => {
    const { outputs, ...pair } = await late(20_000);
    const refused = await rejectionOf(
      bench.pair.destroy({ ...pair, outputs: { ...outputs, timeouts: { delete: "11s" } } }),
    );
    expect(refused.message).toMatch(
      /^deleting key pair "ops" was not tried: whether its creation was carried out is not known/,
    );
  });
});
