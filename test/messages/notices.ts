import { createKeyPair } from "../../provider/src/client/kps/createKeyPair";
import { deleteKeyPair } from "../../provider/src/client/kps/deleteKeyPair";
import { newSshKey } from "../support/sshKey";
import type { Chapter, Entry } from "./entry";
import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../support/inProcess/inProcessBench";

const auth = { password: ROOT_PASSWORD };

/** Makes what is said on a resource's own row, and waits for the line that stays there. */
type Say = (title: string, work: (resourceUrn: string) => Promise<unknown>) => Promise<void>;

/** Notices and warnings on a resource's own row. */
export async function notices(): Promise<Chapter> {
  const bench = inProcessBench();
  const entries: Entry[] = [];
  const say = speaker(bench, entries);
  await ofComparing(say, bench);
  await ofBindings(say, bench);
  await ofKeyPairs(say, bench);
  return { heading: "Notices and warnings on the row of a resource", entries };
}

function speaker(bench: InProcessBench, entries: Entry[]): Say {
  return async (title, work) => {
    const urn = `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/kps::${title.replaceAll(/\W/g, "-")}`;
    await work(urn);
    const line = bench.lines.find((each) => each.urn === urn && !each.ephemeral);
    entries.push({ title: `${title} (${line?.severity ?? "nothing was said"})`, text: line?.text ?? "" });
  };
}

async function ofComparing(say: Say, bench: InProcessBench): Promise<void> {
  const state = { serverId: "s", keyPairName: "ops", boundKeyPairName: "ops", phase: "bound", given: ["keyPairName"] };
  const compare = (olds: object, news: object) => (resourceUrn: string) =>
    bench.binding.diff({ ...state, ...olds }, { serverId: "s", keyPairName: "ops", ...news, resourceUrn });
  await say("found bound to another key pair", compare({ keyPairName: "legacy" }, {}));
  await say("found without a key pair", compare({ keyPairName: "", phase: "unbound" }, {}));
  await say("disablePassword alone is changed", compare({}, { disablePassword: true }));
  await say("two resources bind one server", async (resourceUrn) => {
    await bench.binding.check(
      {},
      { serverId: "s", keyPairName: "ops", resourceUrn: "urn:pulumi:dev::shop::kps::first" },
    );
    await bench.binding.check({}, { serverId: "s", keyPairName: "ops", resourceUrn });
  });
  const pair = { name: "ops", fingerprint: "d4:1d:8c:...", replacedElsewhere: true };
  await say("a generated key pair was made anew elsewhere", (resourceUrn) =>
    bench.pair.diff(pair, { name: "ops", exposePrivateKey: true, resourceUrn }),
  );
}

async function ofBindings(say: Say, bench: InProcessBench): Promise<void> {
  const { control } = bench.emulator;
  const cloud = await bench.others();
  const inputs = { serverId: "running", keyPairName: "kp-a", auth };
  const fresh = (): void => {
    control.putServer("running", { keyPairName: null, reinstall: true, rootPassword: ROOT_PASSWORD });
  };
  await say("the reply to a bind was lost, and no trace but the binding is left", async (resourceUrn) => {
    control.taskScript({ outcome: "succeed", durationMs: 1 });
    control.fault({ operation: "AssociateKeypair", cut: "after" });
    await bench.binding.create({ ...inputs, resourceUrn });
  });
  fresh();
  await say("ECS may not be asked", async (resourceUrn) => {
    control.fault({ path: "/cloudservers/", times: 99, status: 403, body: { error: { code: "Ecs.0013" } } });
    await bench.binding.create({ ...inputs, resourceUrn });
    control.clearFaults();
  });
  fresh();
  const bound = await bench.binding.create(inputs);
  await say("the key pair is on the server already", (resourceUrn) => {
    control.putServer("stopped", { keyPairName: "kp-b" });
    return bench.binding.create({ serverId: "stopped", keyPairName: "kp-b", resourceUrn });
  });
  await deleteKeyPair(cloud, "kp-a");
  await say("the key pair was deleted elsewhere", (resourceUrn) => bench.binding.read({ ...bound, resourceUrn }));
  await createKeyPair(cloud, { name: "kp-a", publicKey: newSshKey().publicKey });
  await say("the key pair was made anew elsewhere", (resourceUrn) => bench.binding.read({ ...bound, resourceUrn }));
}

async function ofKeyPairs(say: Say, bench: InProcessBench): Promise<void> {
  const { control } = bench.emulator;
  const { publicKey } = bench.keys.b;
  const pair = { name: "kp-b", publicKey, adopt: "ifIdentical" };
  await say("an identical key pair is adopted", (resourceUrn) => bench.pair.create({ ...pair, resourceUrn }));
  await say("an adopted key pair is kept", (resourceUrn) =>
    bench.pair.delete({ name: "kp-b", adopted: true, resourceUrn }),
  );
  const own = { name: "own", publicKey };
  await say("the reply to the creation of a key pair was lost", (resourceUrn) => {
    control.fault({ operation: "CreateKeypair", cut: "after" });
    return bench.pair.create({ ...own, resourceUrn });
  });
  const used = await bench.pair.create({ ...own, name: "used" });
  await say("a key pair is deleted that servers use", async (resourceUrn) => {
    control.putServer("stopped", { keyPairName: "used" });
    const { region, projectId } = bench.emulator.credentials;
    await bench.process.declared.releaseKeyPair({ name: "used", region, projectId });
    await bench.pair.delete({ ...used, resourceUrn });
  });
}
