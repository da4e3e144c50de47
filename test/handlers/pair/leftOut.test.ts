import type { PlainObject } from "../../../provider/src/model/plainObject";
import { alterAnswers } from "../../support/inProcess/alteredAnswers";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { rejectionOf } from "../../support/rejections";
import { newSshKey } from "../../support/sshKey";

const KEY = newSshKey();
const encryption = { type: "default" };
let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench({ seed: {} });
});

/** From now on the detail of key pairs says nothing of these. */
function leaveOut(...keys: string[]): void {
  alterAnswers(bench, "/keypairs/", (body) => {
    const { keypair } = body as { keypair?: PlainObject };
    return keypair === undefined
      ? body
      : { keypair: Object.fromEntries(Object.entries(keypair).filter(([key]) => !keys.includes(key))) };
  });
}

it("scope and owner stay as they are known where the service leaves them out, and nothing is replaced", async () => {
  const { userId } = (await bench.pair.up({ name: "other", publicKey: KEY.publicKey })).outputs;
  const inputs = { name: "ops", publicKey: KEY.publicKey, scope: "account", userId, description: "d" };
  const first = await bench.pair.up(inputs);
  leaveOut("scope", "user_id", "create_time", "is_key_protection");
  const refreshed = await bench.pair.refresh(first);
  expect(refreshed).toEqual(first);
  const changed = await bench.pair.up({ ...inputs, description: "e" }, first);
  expect(changed.outputs).toEqual({ ...first.outputs, description: "e" });
  expect((await bench.pair.up({ ...inputs, description: "e" }, changed)).outputs).toEqual(changed.outputs);
});

it("a private key counts as hosted where the service does not say whether it is", async () => {
  leaveOut("is_key_protection");
  const inputs = { name: "ops", algorithm: "ed25519", keyProtection: { encryption } };
  const state = await bench.pair.up(inputs);
  expect(state.outputs).toMatchObject({ managed: true });
  expect(await bench.pair.refresh(state)).toEqual(state);
  bench.emulator.control.putServer("server-1", { name: "web-1", keyPairName: "ops" });
  expect((await rejectionOf(bench.pair.destroy(state))).message).toMatch(/its only private key \(hosted in KPS\)/);
  expect(bench.emulator.control.state().keyPairs).toMatchObject([{ hosted: true }]);
});

it("a pair can be changed and deleted whose times are no times", async () => {
  const inputs = { name: "ops", publicKey: KEY.publicKey };
  const first = await bench.pair.up(inputs);
  alterAnswers(bench, "/keypairs/", (body) => {
    const { keypair } = body as { keypair?: PlainObject };
    return keypair === undefined ? body : { keypair: { ...keypair, create_time: 1e300, update_time: 1e300 } };
  });
  expect(await bench.pair.refresh(first)).toEqual(first);
  const changed = await bench.pair.up({ ...inputs, description: "d" }, first);
  await bench.pair.destroy(changed);
  expect(bench.emulator.control.state().keyPairs).toEqual([]);
});
