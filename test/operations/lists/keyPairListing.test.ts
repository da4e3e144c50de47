import { getKeyPair, listKeyPairs } from "../../../provider/src/operations/lists/keyPairListing";
import { inProcessBench } from "../../support/inProcess/inProcessBench";
import { newSshKey } from "../../support/sshKey";

it("reads every page by its marker, and a key pair with its times", async () => {
  const { publicKey } = newSshKey();
  const names = Array.from({ length: 120 }, (_, index) => `kp-${String(index).padStart(3, "0")}`);
  const { emulator, others, world } = inProcessBench({
    seed: { keyPairs: names.map((name) => ({ name, publicKey })) },
  });
  const cloud = await others();
  const { entries, complete } = await listKeyPairs(cloud);
  expect(entries.map(({ name }) => name)).toEqual(names);
  expect(complete).toBe(true);
  expect(emulator.control.requests().map(({ operation }) => operation)).toEqual(Array(3).fill("ListKeypairs"));
  const pair = await getKeyPair(cloud, "kp-007");
  expect(pair).toMatchObject({ name: "kp-007", type: "ssh", hosted: false, frozenState: 0, description: "" });
  expect(Math.abs(Date.parse(pair.createdAt ?? "") - world.clock.wallMs())).toBeLessThan(60_000);
  await expect(getKeyPair(cloud, "none")).rejects.toMatchObject({ name: "UnknownIdError", kind: "key pair" });
});
