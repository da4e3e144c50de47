import { setImmediate as turn } from "node:timers/promises";
import { associateKeyPair } from "../../../provider/src/client/kps/associateKeyPair";
import { acceptedPosts } from "../../support/acceptedPosts";
import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { rejectionOf } from "../../support/rejections";

let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench();
});

const password = { password: ROOT_PASSWORD };

/** Resolves when a request of this name is on its way, held back by a fault. */
async function onItsWay(operation: string): Promise<void> {
  while (!bench.emulator.control.requests().some((row) => row.operation === operation && row.status === 0)) {
    await turn();
  }
}

/** Somebody else binds `kp-b` to the running server, in a task that takes 5 s. */
async function bindByOtherHands(auth: { type: "password" | "keypair"; key: string }): Promise<void> {
  bench.emulator.control.taskScript({ serverId: "running", outcome: "succeed", durationMs: 5_000 });
  await associateKeyPair(await bench.others(), { keyPairName: "kp-b", server: { id: "running", auth } });
}

it("waits for another program's task that came between look and POST, then decides anew", async () => {
  const auth = [password, { privateKey: bench.keys.b.privateKey }];
  bench.emulator.control.fault({ operation: "AssociateKeypair", delayMs: 2_000 });
  const created = bench.binding.create({ serverId: "running", keyPairName: "kp-a", auth });
  await onItsWay("AssociateKeypair");
  await bindByOtherHands({ type: "password", key: ROOT_PASSWORD });
  expect(await created).toMatchObject({ phase: "bound", operation: "REPLACE", tookOver: true });
  expect(acceptedPosts(bench.emulator, "running")).toEqual(["AssociateKeypair kp-b", "AssociateKeypair kp-a"]);
});

it("says whose key pair is there when the other program's must not be replaced", async () => {
  bench.emulator.control.fault({ operation: "AssociateKeypair", delayMs: 2_000 });
  const created = rejectionOf(bench.binding.create({ serverId: "running", keyPairName: "kp-a", auth: password }));
  await onItsWay("AssociateKeypair");
  await bindByOtherHands({ type: "password", key: ROOT_PASSWORD });
  expect((await created).message).toMatch(/bound to key pair "kp-b", which is not ours/);
  expect(acceptedPosts(bench.emulator, "running")).toEqual(["AssociateKeypair kp-b"]);
});

it("unbinds nothing when another program bound its key pair between look and POST", async () => {
  const auth = [password, { privateKey: bench.keys.a.privateKey }];
  const bound = await bench.binding.create({ serverId: "running", keyPairName: "kp-a", auth });
  bench.emulator.control.fault({ operation: "DisassociateKeypair", delayMs: 2_000 });
  const deleted = bench.binding.delete(bound);
  await onItsWay("DisassociateKeypair");
  await bindByOtherHands({ type: "keypair", key: bench.keys.a.privateKey });
  await deleted;
  expect(acceptedPosts(bench.emulator, "running")).toEqual(["AssociateKeypair kp-a", "AssociateKeypair kp-b"]);
});

it("a refusal that no task explains is the answer", async () => {
  const body = { error_code: "KPS.0002", error_msg: "The server has a task in progress" };
  bench.emulator.control.fault({ operation: "AssociateKeypair", status: 400, body });
  const error = await rejectionOf(bench.binding.create({ serverId: "running", keyPairName: "kp-a", auth: password }));
  expect(error.message).toMatch(/400 KPS\.0002/);
  expect(acceptedPosts(bench.emulator, "running")).toEqual([]);
});
