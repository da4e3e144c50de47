import { showKeyPair } from "../../../provider/src/client/kps/showKeyPair";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { keptBy, rejectionOf } from "../../support/rejections";
import { newSshKey } from "../../support/sshKey";

const KEY = newSshKey();
const given = { name: "ops", publicKey: KEY.publicKey };
const keyProtection = { privateKey: KEY.privateKey, encryption: { type: "default" } };
let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench({ seed: {} });
});

const there = () => bench.emulator.control.state().keyPairs;

it.each([
  {
    what: "description",
    operation: "UpdateKeypairDescription",
    before: { description: "d" },
    now: { description: "e" },
  },
  { what: "clearing", operation: "ClearPrivateKey", before: { keyProtection }, now: {} },
  { what: "hosting", operation: "ImportPrivateKey", before: {}, now: { keyProtection } },
])(
  "a $what that was carried out unseen is taken back when the program goes back",
  async ({ operation, before, now }) => {
    const state = await bench.pair.up({ ...given, ...before });
    const asItWas = there();
    bench.emulator.control.fault({ operation, cut: "after", times: 1 });
    bench.emulator.control.fault({ operation, status: 502, body: {}, times: 1_000 });
    const kept = await keptBy(bench.pair.up({ ...given, ...now }, state));
    expect(kept.properties).toMatchObject({ settled: false });
    expect(there()).not.toEqual(asItWas);
    bench.emulator.control.clearFaults();
    const half = { id: "ops", inputs: { ...given, ...now }, outputs: kept.properties };
    const { outputs } = await bench.pair.up({ ...given, ...before }, half);
    expect(outputs).toMatchObject(before);
    const [{ description, hosted } = {}] = asItWas;
    expect(there()).toMatchObject([{ description, hosted }]);
  },
);

it("another encryption that was carried out unseen is taken back when the program goes back", async () => {
  const under = async (): Promise<string | undefined> => (await showKeyPair(await bench.others(), "ops")).keyId;
  const first = { ...keyProtection, encryption: { type: "kms", kmsKeyId: "key-of-ours" } };
  const state = await bench.pair.up({ ...given, keyProtection: first });
  const before = await under();
  expect(before).toBe("key-of-ours");
  bench.emulator.control.fault({ operation: "ImportPrivateKey", cut: "after", times: 1 });
  bench.emulator.control.fault({ operation: "ImportPrivateKey", status: 502, body: {}, times: 1_000 });
  const kept = await keptBy(bench.pair.up({ ...given, keyProtection }, state));
  expect(await under()).not.toBe(before);
  bench.emulator.control.clearFaults();
  const half = { id: "ops", inputs: { ...given, keyProtection }, outputs: kept.properties };
  const { outputs } = await bench.pair.up({ ...given, keyProtection: first }, half);
  expect(await under()).toBe(before);
  expect(outputs).not.toHaveProperty("hostingLost");
});

it("a change that was refused leaves state as it was", async () => {
  const state = await bench.pair.up(given);
  bench.emulator.control.fault({
    operation: "UpdateKeypairDescription",
    status: 403,
    body: { error_code: "KPS.9003" },
  });
  expect(await rejectionOf(bench.pair.up({ ...given, description: "e" }, state))).not.toHaveProperty("id");
});
