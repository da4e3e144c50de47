import { UNKNOWN_VALUE } from "../../provider/src/model/unknownValue";
import { messageOf, type Chapter, type Entry } from "./entry";
import { ROOT_PASSWORD, inProcessBench, type InProcessBench } from "../support/inProcess/inProcessBench";
import { putServers } from "../support/putServers";
import { keptBy } from "../support/rejections";

const password = { password: ROOT_PASSWORD };
const wrong = { password: "not-the-password" };

/** What a fleet says: in a preview, in its row, and when it is not finished. */
export async function fleets(): Promise<Chapter[]> {
  const bench = inProcessBench();
  return [
    { heading: "Preview: inputs of a KeyPairFleet", entries: await inputs(bench) },
    { heading: "A fleet in its row, and when it is not finished", entries: await runs(bench) },
  ];
}

async function inputs(bench: InProcessBench): Promise<Entry[]> {
  const checked = async (title: string, changes: object): Promise<Entry> => {
    const { failures } = await bench.fleet.check({}, { servers: ["s-1", "s-2"], keyPairName: "ops", ...changes });
    return { title, text: failures.map(({ reason }) => reason).join("\n") };
  };
  const entries = [
    await checked("a server twice", { servers: ["s-1", "s-2", "s-1"] }),
    await checked("a server id that is none", { servers: ["web 1"] }),
    await checked("two kinds of auth for one server", {
      servers: [{ serverId: "s-1", auth: { password: "hunter2", privateKeyEnv: "KEY" } }],
    }),
    await checked("too many servers", { servers: Array.from({ length: 3_001 }, (_, n) => `s-${n}`) }),
    await checked("canaries that are no number", { canaries: -1 }),
    await checked("a share of failures that is none", { maxFailures: "many" }),
  ];
  const resourceUrn = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/kps:KeyPairBinding::web-1";
  await bench.binding.check({}, { serverId: "s-1", keyPairName: "ops", resourceUrn });
  entries.push(await checked("a server that a binding has too", {}));
  return entries;
}

async function runs(bench: InProcessBench): Promise<Entry[]> {
  const { control } = bench.emulator;
  const entries: Entry[] = [];
  const add = (title: string, text: string | undefined): number => entries.push({ title, text: text ?? "" });
  const serverIds = putServers(bench.emulator, 12);
  const all = { servers: serverIds, keyPairName: "kp-a", auth: password };
  bench.told();
  await bench.fleet.check({}, all);
  add("what a preview says (row)", bench.told().at(-1));
  await bench.fleet.check({}, { ...all, servers: [...serverIds, UNKNOWN_VALUE] });
  add("what a preview says where an id is not known yet (row)", bench.told().at(-1));
  add("KPS knows no such key pair", await messageOf(bench.fleet.create({ ...all, keyPairName: "misspelt" })));
  const mixed = serverIds.map((serverId, n) => (n < 3 ? { serverId, auth: wrong } : serverId));
  const kept = await keptBy(bench.fleet.create({ ...all, servers: [...mixed, "gone"] }));
  add("some servers failed, for two reasons", kept.reasons[0]);
  const bound = await bench.fleet.update(kept.properties, {
    ...all,
    auth: [password, { privateKey: bench.keys.a.privateKey }],
  });
  add("all are bound (row)", bench.told().at(-1));
  await bench.fleet.diff(bound, { ...all, servers: ["id-1", UNKNOWN_VALUE, UNKNOWN_VALUE] });
  add("what a preview says of a fleet that may let go what is not known yet (row)", bench.told().at(-1));
  const canaries = await keptBy(
    bench.fleet.create({
      ...all,
      auth: [{ privateKey: bench.keys.b.privateKey }],
      keyPairName: "kp-b",
      canaries: 1,
    }),
  );
  add("a canary failed", canaries.reasons[0]);
  const many = await keptBy(
    bench.fleet.create({
      ...all,
      keyPairName: "kp-b",
      replaces: ["kp-a"],
      maxFailures: 0,
      concurrency: 1,
    }),
  );
  add("more servers failed than may", many.reasons[0]);
  // The next program no longer has the fleet.
  await bench.fleet.check(bound, { ...all, servers: [] });
  control.taskScript({ serverId: "id-9", operation: "UNBIND", outcome: "fail", errorMessage: "disk full" });
  add("a server cannot be let go", await messageOf(bench.fleet.delete(bound)));
  const body = { error: { code: "Ecs.0001", message: "forbidden" } };
  control.fault({ operation: "ShowServer", times: 100, status: 403, body });
  const unseen = await keptBy(bench.fleet.create({ ...all, servers: ["id-1", "id-2"], canaries: 1 }));
  add("a canary is bound, but ECS may not be read", unseen.reasons[0]);
  return entries;
}
