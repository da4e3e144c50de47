import { connectTo } from "../../support/connectTo";
import { getKeyPair, listKeyPairs } from "../../../provider/src/operations/lists/keyPairListing";
import { settingsFor } from "../../client/settingsFor";
import { startTestEmulator } from "../../support/emulator";
import { newSshKey } from "../../support/sshKey";

it("reads every page by its marker, and a key pair with its times", async () => {
  const { publicKey } = newSshKey();
  const names = Array.from({ length: 120 }, (_, index) => `kp-${String(index).padStart(3, "0")}`);
  const emulator = await startTestEmulator({ seed: { keyPairs: names.map((name) => ({ name, publicKey })) } });
  try {
    const { url, projectId, accessKey, secretKey } = emulator.credentials;
    const credentials = { kind: "aksk", accessKey, secretKey, origin: "the test" } as const;
    const cloud = await connectTo(settingsFor({ url, projectId, credentials }));
    expect((await listKeyPairs(cloud)).map(({ name }) => name)).toEqual(names);
    expect(emulator.control.requests().map(({ operation }) => operation)).toEqual(Array(3).fill("ListKeypairs"));
    const pair = await getKeyPair(cloud, "kp-007");
    expect(pair).toMatchObject({ name: "kp-007", type: "ssh", hosted: false, frozenState: 0, description: "" });
    expect(Math.abs(Date.parse(pair.createdAt ?? "") - Date.now())).toBeLessThan(60_000);
    await expect(getKeyPair(cloud, "none")).rejects.toMatchObject({ name: "UnknownIdError", kind: "key pair" });
  } finally {
    await emulator.close();
  }
});
