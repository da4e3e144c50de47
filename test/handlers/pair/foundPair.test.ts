import { createKeyPair } from "../../../provider/src/client/kps/createKeyPair";
import { deleteKeyPair } from "../../../provider/src/client/kps/deleteKeyPair";
import { fingerprintOf } from "../../../provider/src/model/publicKey";
import { acceptedPosts } from "../../support/acceptedPosts";
import { expectSettled, type Declared } from "../../support/inProcess/playedStack";
import { newSshKey } from "../../support/sshKey";
import { inProcessBench } from "../../support/inProcess/inProcessBench";

it("a key pair deleted elsewhere is made again; one made anew by somebody else is named and left to him", async () => {
  const { stack, emulator, others } = inProcessBench();
  const key = newSshKey();
  const program: Declared[] = [
    { kind: "keyPair", name: "ops", inputs: { name: "ops", publicKey: `${key.publicKey} of the operators` } },
    {
      kind: "keyPairBinding",
      name: "db",
      inputs: (outputsOf) => ({
        serverId: "stopped",
        keyPairName: outputsOf("ops")["name"],
        keyPairFingerprint: outputsOf("ops")["fingerprint"],
      }),
    },
  ];
  const held = (): string | undefined =>
    emulator.control.state().keyPairs.find(({ name }) => name === "ops")?.publicKey;
  const cloud = await others();
  expect((await stack.up(program)).ok).toBe(true);

  await deleteKeyPair(cloud, "ops");
  const without = await stack.refresh();
  expect(without.summary).toEqual({ same: 1, delete: 1 });
  expect(without.toldAtLarge()).toContain('KPS has no key pair "ops" any more; its key stays on the server');
  expect((await stack.up(program)).summary).toEqual({ same: 1, create: 1 });

  await deleteKeyPair(cloud, "ops");
  const other = newSshKey();
  await createKeyPair(cloud, { name: "ops", publicKey: other.publicKey });
  const anew = await stack.refresh();
  expect(anew.toldAtLarge()).toContain(`key pair "ops" is another key now (${String(fingerprintOf(other.publicKey))})`);
  const refused = await stack.up(program);
  expect(refused.toldAtLarge()).toContain('"ops" was made anew elsewhere and holds another key');
  expect(refused.told("ops", "error")).toMatch(/exists already and holds another key/);
  expect(held()).toContain(other.publicKey);

  await deleteKeyPair(cloud, "ops");
  expect((await stack.up(program)).ok).toBe(true);
  expect(held()).toContain(key.publicKey);
  await expectSettled(stack, program);
  expect(acceptedPosts(emulator)).toEqual(["AssociateKeypair ops"]);
});
