import { join } from "node:path";
import type { PlainObject } from "../../../provider/src/model/plainObject";
import { alterAnswers } from "../../support/inProcess/alteredAnswers";
import { KEY_PAIR_URN } from "../../support/inProcess/calledKeyPair";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { newSshKey } from "../../support/sshKey";
import { temporaryFolder } from "../../support/temporaryFolder";

const KEY = newSshKey();
const folder = temporaryFolder();
let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench({ seed: {} });
});

/** Puts one key pair in place of all, behind the program's back. */
const elsewhere = (publicKey: unknown): void =>
  bench.emulator.control.reset({ keyPairs: [{ name: "ops", publicKey: String(publicKey) }] });

it("a generated key that was made anew elsewhere and is there again is not replaced", async () => {
  const inputs = { name: "ops", algorithm: "ed25519", privateKeyFile: join(folder(), "id") };
  const state = await bench.pair.up(inputs);
  elsewhere(KEY.publicKey);
  const drifted = await bench.pair.refresh(state);
  expect(drifted?.outputs).toMatchObject({ replacedElsewhere: true });
  elsewhere(state.outputs["publicKey"]);
  const restored = drifted && (await bench.pair.refresh(drifted));
  expect(restored?.outputs).not.toHaveProperty("replacedElsewhere");
  expect((restored && (await bench.pair.up(inputs, restored)))?.outputs).toEqual(restored?.outputs);
});

it("a key that is no OpenSSH key (x509) is not another one each time it is looked at", async () => {
  elsewhere(KEY.publicKey);
  alterAnswers(bench, "/keypairs/", ({ keypair }) => ({
    keypair: { ...(keypair as object), type: "x509", public_key: "-----BEGIN CERTIFICATE-----\nMIIB\n" },
  }));
  const { props } = await bench.handlers.keyPair.read("ops", { resourceUrn: KEY_PAIR_URN });
  const outputs: PlainObject = { ...(props as PlainObject), resourceUrn: KEY_PAIR_URN };
  const refreshed = await bench.pair.refresh({ id: "ops", inputs: {}, outputs });
  expect(refreshed?.outputs).not.toHaveProperty("replacedElsewhere");
  expect(await bench.pair.update(outputs, { name: "ops", forceDelete: true })).toMatchObject({
    publicKey: outputs["publicKey"],
    forceDelete: true,
  });
});
