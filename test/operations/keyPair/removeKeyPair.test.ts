import { removeKeyPair, type RemoveRequest } from "../../../provider/src/operations/keyPair/removeKeyPair";
import { serversUsing } from "../../../provider/src/operations/keyPair/serversUsing";
import { keyPairBench, type KeyPairBench } from "../../support/keyPairBench";
import { newSshKey } from "../../support/sshKey";

const PLAIN = newSshKey();
const HOSTED = newSshKey();
let bench: KeyPairBench;

beforeEach(async () => {
  bench = await keyPairBench({
    seed: {
      keyPairs: [
        { name: "plain", publicKey: PLAIN.publicKey },
        { name: "hosted", privateKey: HOSTED.privateKey, hosted: true },
      ],
      servers: [{ id: "server-1", name: "web-1", status: "ACTIVE" }],
    },
  });
});
afterEach(() => bench.close());

const plain: RemoveRequest = { name: "plain", publicKey: PLAIN.publicKey, managed: false, forceDelete: false };
const hosted: RemoveRequest = { name: "hosted", publicKey: HOSTED.publicKey, managed: true, forceDelete: false };
const remove = async (request: RemoveRequest): Promise<void> => removeKeyPair(request, await bench.context());
const left = (): string[] => bench.emulator.control.state().keyPairs.map(({ name }) => name);
const use = (keyPairName: string): unknown => bench.emulator.control.putServer("server-1", { keyPairName });
const forbidEcs = (): void =>
  bench.emulator.control.fault({ operation: "ListServersDetails", status: 403, body: { error: { code: "Ecs.0013" } } });

it.each([plain, hosted])("deletes $name when no server uses it, without a word", async (request) => {
  await remove(request);
  expect(left()).not.toContain(request.name);
  expect(bench.notices).toEqual([]);
});

it("is done when it is gone already", async () => {
  await remove({ ...plain, name: "nothing" });
  expect(bench.changes()).toEqual([]);
});

it("deletes a pair in use with a notice that names the servers", async () => {
  use("plain");
  await remove(plain);
  expect(left()).toEqual(["hosted"]);
  expect(bench.notices).toEqual([
    'key pair "plain" is deleted although it is used by web-1 (server-1); the servers go on accepting its key',
  ]);
});

it("does not delete a hosted pair in use, and names the servers", async () => {
  use("hosted");
  await expect(remove(hosted)).rejects.toThrow(
    /^deleting key pair "hosted" was not tried: KPS hosts its only private key[\s\S]*servers +used by web-1 \(server-1\)\nnext .*forceDelete: true/,
  );
  expect(left()).toContain("hosted");
  await remove({ ...hosted, forceDelete: true });
  expect(left()).not.toContain("hosted");
});

it("does not delete a hosted pair whose use cannot be checked", async () => {
  forbidEcs();
  await expect(remove(hosted)).rejects.toThrow(/problem +the credentials may not list the servers in ECS \(403/);
  expect(left()).toContain("hosted");
});

it("goes by what the service says of hosting, not by state", async () => {
  use("hosted");
  await expect(remove({ ...hosted, managed: false })).rejects.toThrow(/hosts its only private key/);
});

it("deletes another pair whose use cannot be checked, and says so", async () => {
  forbidEcs();
  await remove(plain);
  expect(left()).toEqual(["hosted"]);
  expect(bench.notices[0]).toMatch(/whether servers use it cannot be checked/);
});

it("leaves a pair that somebody made anew under the name", async () => {
  await remove({ ...plain, publicKey: newSshKey().publicKey });
  expect(left()).toContain("plain");
  expect(bench.notices[0]).toMatch(/was made anew elsewhere and holds another key/);
});

it.each(["before", "after"] as const)("looks again when the reply was lost (%s it was carried out)", async (cut) => {
  bench.emulator.control.fault({ operation: "DeleteKeypair", cut });
  await remove(plain);
  expect(left()).toEqual(["hosted"]);
  expect(bench.changes()).toHaveLength(1);
});

it("passes a refusal on as it came", async () => {
  bench.emulator.control.fault({ operation: "DeleteKeypair", status: 403, body: { error_code: "KPS.9003" } });
  await expect(remove(plain)).rejects.toMatchObject({ code: "KPS.9003" });
});

describe("servers using a key pair", () => {
  it("are found on every page", async () => {
    for (let number = 1; number <= 230; number += 1) {
      bench.emulator.control.putServer(`s-${number}`, {
        name: `n-${number}`,
        keyPairName: number % 100 ? null : "plain",
      });
    }
    const found = await serversUsing("plain", await bench.context());
    expect(found).toMatchObject({ known: true, servers: [{ id: "s-100" }, { id: "s-200" }] });
  });

  it("are none in a project without servers", async () => {
    bench.emulator.control.reset({});
    expect(await serversUsing("plain", await bench.context())).toEqual({ known: true, servers: [] });
  });
});
