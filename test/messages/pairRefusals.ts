import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createKeyPair } from "../../provider/src/client/kps/createKeyPair";
import { newSshKey } from "../support/sshKey";
import { messageOf, type Chapter, type Entry } from "./entry";
import { inProcessBench, type InProcessBench } from "../support/inProcess/inProcessBench";
import { keptBy } from "../support/rejections";

const KEY = newSshKey();
const hosting = { keyProtection: { encryption: { type: "default" } } };
const generated = { name: "ops", algorithm: "ed25519" };

/** What a key pair is refused, from its creation to its end. */
export async function pairRefusals(): Promise<Chapter[]> {
  const bench = inProcessBench({ seed: {} });
  const folder = await mkdtemp(join(tmpdir(), "kps-messages-"));
  try {
    return [
      { heading: "A key pair was not created", entries: await creating(bench, folder) },
      { heading: "A key pair was not changed", entries: await changing(bench, folder) },
      { heading: "A key pair was not deleted", entries: await deleting(bench) },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function creating(bench: InProcessBench, folder: string): Promise<Entry[]> {
  const file = join(folder, "id_ops");
  const inFile = { ...generated, privateKeyFile: file };
  const entries: Entry[] = [];
  await writeFile(file, "something else");
  entries.push({ title: "the file holds something else", text: await messageOf(bench.pair.up(inFile)) });
  await writeFile(file, KEY.privateKey);
  entries.push({
    title: "the file holds a key of another kind",
    text: await messageOf(bench.pair.up({ ...inFile, algorithm: "rsa-3072" })),
  });
  entries.push({
    title: "the file cannot be written",
    text: await messageOf(bench.pair.up({ ...generated, privateKeyFile: join(folder, "missing", "id_ops") })),
  });
  await createKeyPair(await bench.others("colleague"), {
    name: "private",
    publicKey: KEY.publicKey,
    scope: "user",
  });
  entries.push({
    title: "the name is taken by a key pair nobody here can see",
    text: await messageOf(bench.pair.up({ name: "private", publicKey: KEY.publicKey })),
  });
  bench.emulator.control.fault({ operation: "UpdateKeypairDescription", status: 403, body: {}, times: 9 });
  const half = await keptBy(bench.pair.up({ name: "half", publicKey: KEY.publicKey, description: "of the operators" }));
  entries.push({ title: "created, but what follows failed", text: String(half.reasons[0]) });
  bench.emulator.control.fault({ operation: "CreateKeypair", delayMs: 900, cut: "before", times: 1 });
  const timeouts = { create: "1s" };
  const lost = await keptBy(bench.pair.up({ name: "lost", publicKey: KEY.publicKey, timeouts }));
  entries.push({ title: "sent, and nobody can tell whether it was carried out", text: String(lost.reasons[0]) });
  bench.emulator.control.clearFaults();
  return entries;
}

async function changing(bench: InProcessBench, folder: string): Promise<Entry[]> {
  bench.emulator.control.reset({});
  const file = join(folder, "id_changed");
  const imported = { name: "imported", publicKey: KEY.publicKey };
  const entries: Entry[] = [];
  const add = async (title: string, call: Promise<unknown>): Promise<void> => {
    entries.push({ title, text: await messageOf(call) });
  };
  const hosted = await bench.pair.up({ ...generated, ...hosting });
  await writeFile(file, KEY.privateKey);
  await add(
    "the file for the private key of a pair that is there holds another one",
    bench.pair.up({ ...generated, exposePrivateKey: false, privateKeyFile: file }, hosted),
  );
  const exposed = await bench.pair.up({ ...generated, name: "exposed", exposePrivateKey: true });
  const missing = join(folder, "missing", "id_ops");
  await add(
    "a file for the private key in a folder that does not exist",
    bench.pair.up({ ...generated, name: "exposed", exposePrivateKey: true, privateKeyFile: missing }, exposed),
  );
  const inFile = await bench.pair.up({ ...generated, name: "in-file", privateKeyFile: join(folder, "id_gone") });
  await rm(join(folder, "id_gone"));
  await add(
    "hosting a key whose file is gone",
    bench.pair.up({ ...generated, name: "in-file", privateKeyFile: join(folder, "id_gone"), ...hosting }, inFile),
  );
  await add(
    "exposing a key whose file is gone",
    bench.pair.up(
      { ...generated, name: "in-file", privateKeyFile: join(folder, "id_gone"), exposePrivateKey: true },
      inFile,
    ),
  );
  const described = await bench.pair.up(imported);
  bench.emulator.control.reset({});
  await add("it is gone", bench.pair.up({ ...imported, description: "d" }, described));
  bench.emulator.control.reset({ keyPairs: [{ name: "imported" }] });
  await add("it was made anew elsewhere", bench.pair.up({ ...imported, description: "d" }, described));
  const moved = { ...described, outputs: { ...described.outputs, region: "eu-west-101" } };
  await add("the settings point to another place", bench.pair.refresh(moved));
  return entries;
}

async function deleting(bench: InProcessBench): Promise<Entry[]> {
  const { control } = bench.emulator;
  control.reset({ servers: [{ id: "4116467c-a1b2", name: "web-1" }] });
  const entries: Entry[] = [];
  const hosted = await bench.pair.up({ ...generated, ...hosting });
  control.putServer("4116467c-a1b2", { keyPairName: "ops" });
  entries.push({
    title: "KPS hosts its private key, and servers use it",
    text: await messageOf(bench.pair.destroy(hosted)),
  });
  control.fault({ path: "/cloudservers/detail", times: 9, status: 403, body: { error: { code: "Ecs.0013" } } });
  entries.push({
    title: "KPS hosts its private key, and servers may not be listed",
    text: await messageOf(bench.pair.destroy(hosted)),
  });
  control.clearFaults();
  return entries;
}
