import { clearPrivateKey } from "../../../provider/src/client/kps/clearPrivateKey";
import { exportPrivateKey } from "../../../provider/src/client/kps/exportPrivateKey";
import { publicHalf } from "../../../provider/src/model/privateKey";
import { acceptedChanges } from "../../support/acceptedChanges";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { keptBy } from "../../support/rejections";

const hosted = { name: "ops", algorithm: "ed25519", keyProtection: { encryption: { type: "default" } } };
let bench: InProcessBench;

/** A service that does not host the private key which comes with a creation: it is cleared as soon as that is answered. */
beforeEach(() => {
  bench = inProcessBench({ seed: {} });
  const { runtime } = bench.world;
  const { fetch } = runtime;
  Object.assign(runtime, {
    fetch: async (...[url, init]: Parameters<typeof fetch>) => {
      const answer = await fetch(url, init).catch((error: unknown) => error);
      if (url.endsWith("/keypairs") && init.method === "POST") {
        await clearPrivateKey(await bench.others(), "ops");
      }
      if (answer instanceof Error) {
        throw answer;
      }
      return answer;
    },
  });
});

const hostedHalf = async (): Promise<string | undefined> =>
  publicHalf((await exportPrivateKey(await bench.others(), "ops")).privateKey);

it.each(["is answered", "is not answered"])("a generated key is hosted after a creation that %s", async (end) => {
  if (end === "is not answered") {
    bench.emulator.control.fault({ operation: "CreateKeypair", cut: "after", times: 1 });
  }
  const { outputs } = await bench.pair.up(hosted);
  expect(outputs).toMatchObject({ managed: true, keyProtection: hosted.keyProtection });
  expect(JSON.stringify(outputs)).not.toContain("PRIVATE KEY");
  expect(await hostedHalf()).toBe(outputs["publicKey"]);
  expect(acceptedChanges(bench.emulator)).toEqual(["CreateKeypair ops", "ClearPrivateKey ops", "ImportPrivateKey ops"]);
});

it("a generated key that cannot be hosted stays in state until it is", async () => {
  bench.emulator.control.fault({ operation: "ImportPrivateKey", status: 403, body: { error_code: "KPS.9003" } });
  const kept = await keptBy(bench.pair.up(hosted));
  expect(kept.reasons[0]).toMatch(/key pair "ops" exists, but hosting the private key failed: KPS refused/);
  expect(kept.properties).toMatchObject({ managed: false, settled: false });
  expect(publicHalf(String(kept.properties["privateKey"]))).toBe(kept.properties["publicKey"]);
  const { outputs } = await bench.pair.up(hosted, { id: "ops", inputs: hosted, outputs: kept.properties });
  expect(outputs).toMatchObject({ managed: true });
  expect(outputs).not.toHaveProperty("privateKey");
  expect(await hostedHalf()).toBe(outputs["publicKey"]);
});
