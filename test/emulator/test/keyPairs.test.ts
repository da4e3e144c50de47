import { inflateRawSync } from "node:zlib";
import { Bench } from "./support/bench";
import type { Reply } from "./support/signedClient";

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start();
});

beforeEach(() => bench.emulator.control.reset());

afterAll(() => bench.emulator.close());

const keypairs = "/v3/{project_id}/keypairs";
const post = (path: string, body: unknown): Promise<Reply> => bench.client.call("POST", keypairs + path, { body });

it("generates RSA 2048, shows the private key once, and hosts it when asked to", async () => {
  const protection = { encryption: { type: "default" } };
  const { body } = await post("", { keypair: { name: "new", key_protection: protection } });
  const { keypair } = body as { keypair: { private_key: string; public_key: string; fingerprint: string } };
  expect(keypair.private_key).toMatch(/^-----BEGIN RSA PRIVATE KEY-----/);
  expect(keypair.public_key).toMatch(/^ssh-rsa /);
  expect(keypair.fingerprint).toMatch(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/);
  const detail = await bench.client.call("GET", `${keypairs}/new`);
  expect(detail.body).toMatchObject({ keypair: { is_key_protection: true, algorithm: "RSA_2048", deleted: false } });
  expect(detail.body).not.toHaveProperty("keypair.private_key");
  const exported = await post("/private-key/export", { keypair: { name: "new" } });
  expect(exported.body).toEqual({ keypair: { name: "new", private_key: keypair.private_key } });
});

it("lists by name, page after page", async () => {
  for (const name of ["c", "a", "b"]) {
    await post("", { keypair: { name, public_key: bench.one.publicKey, scope: "domain" } });
  }
  const names: string[] = [];
  const counts: number[] = [];
  let marker: string | undefined = "";
  while (marker !== undefined) {
    const { body } = await bench.client.call("GET", `${keypairs}?limit=2&marker=${marker}`);
    const page = body as {
      keypairs: { keypair: { name: string } }[];
      page_info: { next_marker?: string; current_count: number };
    };
    names.push(...page.keypairs.map(({ keypair }) => keypair.name));
    counts.push(page.page_info.current_count);
    marker = page.page_info.next_marker;
  }
  expect(names).toEqual(["a", "b", "c", "one", "two"]);
  expect(counts).toEqual([2, 2, 1]);
});

it("a batch import answers for each key pair", async () => {
  const elements = [
    { keypair: { name: "new", public_key: bench.one.publicKey } },
    { keypair: { name: "one", public_key: bench.one.publicKey } },
  ];
  expect((await post("/batch-import", elements)).body).toMatchObject({
    succeeded_keypairs: [{ keypair: { keypair: { name: "new", type: "ssh" } } }],
    failed_keypairs: [{ keypair_name: "one", failed_reason: "The key pair one already exists" }],
  });
  bench.emulator.control.settings({ quirks: { batchImportNesting: "keypair" } });
  const flat = await post("/batch-import", [{ keypair: { name: "newer", public_key: bench.one.publicKey } }]);
  expect(flat.body).toMatchObject({ succeeded_keypairs: [{ keypair: { name: "newer" } }] });
});

it("a batch export is a zip with one file per private key", async () => {
  for (const name of ["one", "two"] as const) {
    const protection = { private_key: bench[name].privateKey, encryption: { type: "kms", kms_key_name: "k" } };
    await post("/private-key/import", { keypair: { name, key_protection: protection } });
  }
  const { bytes } = await post("/private-key/batch-export", [
    { keypair: { name: "one" } },
    { keypair: { name: "two" } },
  ]);
  const end = bytes.subarray(-22);
  expect(end.readUInt32LE(0)).toBe(0x06054b50);
  let central = end.readUInt32LE(16);
  const files: [string, string][] = [];
  for (let index = 0; index < end.readUInt16LE(10); index += 1) {
    expect(bytes.readUInt32LE(central)).toBe(0x02014b50);
    const [length, nameLength] = [bytes.readUInt32LE(central + 20), bytes.readUInt16LE(central + 28)];
    const local = bytes.readUInt32LE(central + 42);
    const data = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const name = bytes.subarray(central + 46, central + 46 + nameLength).toString();
    files.push([name, inflateRawSync(bytes.subarray(data, data + length)).toString()]);
    central += 46 + nameLength;
  }
  expect(files).toEqual([
    ["one.pem", bench.one.privateKey],
    ["two.pem", bench.two.privateKey],
  ]);
});

it("a deleted pair leaves its servers as they are", async () => {
  bench.bound("up", "one");
  await bench.client.call("DELETE", `${keypairs}/one`);
  expect(bench.emulator.control.state().servers[0]?.keyPairName).toBe("one");
  expect(bench.opening("up")).toEqual(["one"]);
});
