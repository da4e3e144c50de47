import { newKey } from "../../emulator/test/support/bench";
import type { KpsOperationName } from "./kpsOperations";
import type { Play, taskPlays } from "./taskPlays";

const description = 'für die Nachtschicht, 夜班 🚀 "quoted" \\ \u2028';

/** One play for each operation on key pairs and their private keys. */
export const keyPairPlays: Record<Exclude<KpsOperationName, keyof typeof taskPlays>, Play> = {
  CreateKeypair: async ({ clients }) => {
    const body = { keypair: { name: "made_here", type: "ssh", scope: "user" } };
    expect(await clients.kps.call("CreateKeypair", { body })).toMatchObject({
      httpStatusCode: 200,
      keypair: { name: "made_here", private_key: expect.stringContaining("PRIVATE KEY") as string },
    });
  },
  ListKeypairs: async ({ clients }) => {
    expect(await clients.kps.call("ListKeypairs", { query: { limit: "1" } })).toMatchObject({
      keypairs: [{ keypair: { name: "one", is_key_protection: true, frozen_state: "0" } }],
      page_info: { next_marker: "one", current_count: 1 },
    });
    const marker = "one !'()*+,/:;=?@[]&%25~-_.é漢🚀";
    expect(await clients.kps.call("ListKeypairs", { query: { marker, limit: "50" } })).toMatchObject({
      keypairs: [{ keypair: { name: "two" } }],
      page_info: { previous_marker: marker },
    });
    expect(await clients.kps.call("ListKeypairs", { query: { marker: "" } })).toMatchObject({
      page_info: { current_count: 2 },
    });
  },
  ListKeypairDetail: async ({ clients, one }) => {
    expect(await clients.kps.call("ListKeypairDetail", { path: { keypair_name: "one" } })).toMatchObject({
      httpStatusCode: 200,
      keypair: { name: "one", public_key: expect.stringContaining(one.publicKey) as string, delete_time: null },
    });
  },
  UpdateKeypairDescription: async ({ clients }) => {
    const path = { keypair_name: "one" };
    const answer = await clients.kps.call("UpdateKeypairDescription", { path, body: { keypair: { description } } });
    expect(answer).toEqual({ httpStatusCode: 200 });
    expect(await clients.kps.call("ListKeypairDetail", { path })).toMatchObject({ keypair: { description } });
  },
  DeleteKeypair: async ({ clients, emulator }) => {
    const answer = await clients.kps.call("DeleteKeypair", { path: { keypair_name: "two" } });
    expect(answer).toEqual({ httpStatusCode: 204 });
    expect(emulator.control.state().keyPairs.map(({ name }) => name)).toEqual(["one"]);
  },
  ImportPrivateKey: async ({ clients }) => {
    const { publicKey, privateKey } = newKey();
    await clients.kps.call("CreateKeypair", { body: { keypair: { name: "own", public_key: publicKey } } });
    const key_protection = { private_key: privateKey, encryption: { type: "kms", kms_key_name: "schlüssel" } };
    const body = { keypair: { name: "own", key_protection } };
    expect(await clients.kps.call("ImportPrivateKey", { body })).toEqual({
      httpStatusCode: 200,
      keypair: { name: "own" },
    });
    const detail = await clients.kps.call("ListKeypairDetail", { path: { keypair_name: "own" } });
    expect(detail).toMatchObject({ keypair: { is_key_protection: true, key_id: "schlüssel" } });
  },
  ExportPrivateKey: async ({ clients, one }) => {
    expect(await clients.kps.call("ExportPrivateKey", { body: { keypair: { name: "one" } } })).toEqual({
      httpStatusCode: 200,
      keypair: { name: "one", private_key: one.privateKey },
    });
  },
  ClearPrivateKey: async ({ clients }) => {
    const path = { keypair_name: "one" };
    expect(await clients.kps.call("ClearPrivateKey", { path })).toEqual({ httpStatusCode: 200 });
    expect(await clients.kps.call("ListKeypairDetail", { path })).toMatchObject({
      keypair: { is_key_protection: false },
    });
  },
  BatchImportKeypair: async ({ clients, emulator }) => {
    const importing = (...names: string[]): Promise<unknown> =>
      clients.kps.call("BatchImportKeypair", {
        body: names.map((name) => ({ keypair: { name, public_key: newKey().publicKey } })),
      });
    expect(await importing("three", "one")).toMatchObject({
      httpStatusCode: 200,
      succeeded_keypairs: [{ keypair: { keypair: { name: "three" } } }],
      failed_keypairs: [{ keypair_name: "one", failed_reason: expect.any(String) as string }],
    });
    emulator.control.settings({ quirks: { batchImportNesting: "keypair" } });
    expect(await importing("four")).toMatchObject({ succeeded_keypairs: [{ keypair: { name: "four" } }] });
  },
  BatchExportPrivateKey: async ({ clients }) => {
    const answer = await clients.kps.call("BatchExportPrivateKey", { body: [{ keypair: { name: "one" } }] });
    expect(answer).toEqual({ httpStatusCode: 200, body: expect.stringMatching(/^PK.*one\.pem/s) as string });
  },
};
