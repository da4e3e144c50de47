import type { PlainObject } from "../../../provider/src/model/plainObject";
import { acceptedPosts } from "../../support/acceptedPosts";
import { inProcessBench, ROOT_PASSWORD } from "../../support/inProcess/inProcessBench";

const inputs = (privateKey: string): PlainObject => ({
  serverId: "running",
  keyPairName: "kp-a",
  auth: [{ password: ROOT_PASSWORD }, { privateKey }],
});

it("a key that is asked for after its pair was bound unseen is bound once more, and then it is settled", async () => {
  const bench = inProcessBench();
  const body = { error_code: "KPS.0403", error_msg: "Forbidden" };
  bench.emulator.control.fault({ operation: "ListKeypairDetail", times: 10_000, status: 403, body });
  const given = inputs(bench.keys.a.privateKey);
  const bound = await bench.binding.create(given);
  expect(bound).toMatchObject({ phase: "bound", made: { name: "kp-a" } });
  expect(bound).not.toHaveProperty("keyPairFingerprint");
  expect(await bench.binding.update(bound, { ...given, port: 2222 })).toMatchObject({ phase: "bound" });

  const keyPairFingerprint = bench.emulator.control.state().keyPairs.find(({ name }) => name === "kp-a")?.fingerprint;
  const asked = { ...given, keyPairFingerprint };
  expect(await bench.binding.diff(bound, asked)).toMatchObject({ changes: true });
  const known = await bench.binding.update(bound, asked);
  expect(known).toMatchObject({
    phase: "bound",
    keyPairFingerprint,
    made: { name: "kp-a", fingerprint: keyPairFingerprint },
  });
  expect(await bench.binding.diff(known, asked)).toMatchObject({ changes: false });
  expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a", "AssociateKeypair kp-a"]);
});
