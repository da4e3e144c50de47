import { createKeyPair } from "../../../provider/src/client/kps/createKeyPair";
import { deleteKeyPair } from "../../../provider/src/client/kps/deleteKeyPair";
import { acceptedChanges } from "../../support/acceptedChanges";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { keptBy, rejectionOf } from "../../support/rejections";
import { newSshKey } from "../../support/sshKey";

const KEY = newSshKey();
const OTHER = newSshKey();
const given = { name: "ops", publicKey: KEY.publicKey };
let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench({ seed: {} });
});

function refuse(operation: string, status = 403, error_code = "KPS.9003"): void {
  bench.emulator.control.fault({ operation, status, body: { error_code }, times: 10_000 });
}

function lose(): void {
  bench.emulator.control.fault({ operation: "CreateKeypair", cut: "after", times: 1 });
}

const make = async (publicKey: string): Promise<void> => {
  await createKeyPair(await bench.others(), { name: "ops", publicKey });
};

/** How long a step takes, in ms. */
async function tookMs(step: Promise<unknown>): Promise<number> {
  const fromMs = bench.world.clock.monotonicMs();
  await step;
  return bench.world.clock.monotonicMs() - fromMs;
}

describe("where the detail of a key pair may not be read", () => {
  beforeEach(() => refuse("ListKeypairDetail"));

  it("the list tells which one has the name", async () => {
    await make(KEY.publicKey);
    expect(await bench.pair.create({ ...given, adopt: "ifIdentical" })).toMatchObject({ adopted: true });
    const another = rejectionOf(bench.pair.create({ ...given, publicKey: OTHER.publicKey }));
    expect((await another).message).toMatch(/exists already and holds another key/);
  });

  it("the list shows a pair whose creation was not answered", async () => {
    lose();
    expect(await bench.pair.create(given)).toMatchObject({ adopted: false, made: { name: "ops" } });
    expect(acceptedChanges(bench.emulator)).toEqual(["CreateKeypair ops"]);
  });

  it("the list keeps an update from changing a pair that others made anew", async () => {
    bench.emulator.control.clearFaults();
    const state = await bench.pair.up(given);
    await deleteKeyPair(await bench.others(), "ops");
    await make(OTHER.publicKey);
    refuse("ListKeypairDetail");
    const step = rejectionOf(bench.pair.up({ ...given, description: "d" }, state));
    expect((await step).message).toMatch(/made anew elsewhere/);
  });

  it("the list adds nothing to what an update knows of its own pair", async () => {
    bench.emulator.control.clearFaults();
    const state = await bench.pair.up({ ...given, description: "d" });
    refuse("ListKeypairDetail");
    const { outputs } = await bench.pair.up({ ...given, description: "e" }, state);
    expect(outputs).toEqual({ ...state.outputs, description: "e" });
  });
});

describe("where neither the detail nor the list may be read", () => {
  beforeEach(() => ["ListKeypairDetail", "ListKeypairs"].forEach((operation) => refuse(operation)));

  it("a name that is taken is told with the missing permission, not as somebody else's", async () => {
    await make(KEY.publicKey);
    const { message } = await rejectionOf(bench.pair.create(given));
    expect(message).toMatch(/the name is taken, and nobody can tell[\s\S]*403; needs kps:SSHKeyPair:get/);
    expect(message).not.toContain("scope user");
  });

  it("a creation that was not answered is not looked for to the end of time", async () => {
    lose();
    const step = keptBy(bench.pair.create(given));
    expect(await tookMs(step)).toBeLessThan(10_000);
    expect((await step).reasons[0]).toMatch(/\nlooked +.*403; needs kps:SSHKeyPair:get/);
  });
});

it("a creation that was not answered is not looked for with credentials that are refused since", async () => {
  lose();
  const step = keptBy(bench.pair.create(given));
  const look = (): void => {
    if (acceptedChanges(bench.emulator).length === 0) {
      bench.world.clock.startTimer(1, look);
    } else {
      refuse("ListKeypairDetail", 401, "APIGW.0301");
    }
  };
  look();
  expect(await tookMs(step)).toBeLessThan(10_000);
  expect((await step).properties).toMatchObject({ creationLost: true });
});
