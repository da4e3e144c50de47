import { newKey, type Bench } from "../support/bench";
import { malformed, operation, type OperationCases } from "./operationCase";

const v3 = "/v3/{project_id}";
const encryption = { type: "default" };

async function host(bench: Bench): Promise<unknown> {
  const keypair = { name: "one", key_protection: { private_key: bench.one.privateKey, encryption } };
  return bench.client.call("POST", `${v3}/keypairs/private-key/import`, { body: { keypair } });
}

/** The APIs of KPS around hosted private keys, and the batches. */
export const privateKeyCases: OperationCases = {
  ImportPrivateKey: operation("POST", `${v3}/keypairs/private-key/import`, [
    {
      column: "success",
      title: "the right key",
      body: (bench) => ({
        keypair: { name: "one", key_protection: { private_key: bench.one.privateKey, encryption } },
      }),
      status: 200,
    },
    {
      column: "documented errors",
      title: "the key of another pair",
      body: (bench) => ({
        keypair: { name: "one", key_protection: { private_key: bench.two.privateKey, encryption } },
      }),
      status: 400,
      code: "KPS.6011",
    },
    {
      column: "documented errors",
      title: "a KMS key that is not named",
      body: (bench) => ({
        keypair: { name: "one", key_protection: { private_key: bench.one.privateKey, encryption: { type: "kms" } } },
      }),
      status: 400,
      code: "KPS.0002",
    },
    {
      column: "unknown object",
      title: "an unknown key pair",
      body: () => ({ keypair: { name: "x", key_protection: { private_key: "x", encryption } } }),
      status: 404,
      code: "KPS.4016",
    },
    malformed(400, "KPS.0002"),
  ]),
  ExportPrivateKey: operation("POST", `${v3}/keypairs/private-key/export`, [
    {
      column: "success",
      title: "a hosted key",
      prepare: host,
      body: () => ({ keypair: { name: "one" } }),
      status: 200,
    },
    {
      column: "documented errors",
      title: "a key that is not hosted",
      body: () => ({ keypair: { name: "one" } }),
      status: 400,
      code: "KPS.6005",
    },
    {
      column: "unknown object",
      title: "an unknown key pair",
      body: () => ({ keypair: { name: "x" } }),
      status: 404,
      code: "KPS.4016",
    },
    malformed(400, "KPS.0002"),
  ]),
  ClearPrivateKey: operation("DELETE", `${v3}/keypairs/one/private-key`, [
    { column: "success", title: "a hosted key", prepare: host, status: 200 },
    { column: "documented errors", title: "a key that is not hosted", status: 404, code: "KPS.6005" },
    {
      column: "unknown object",
      title: "an unknown key pair",
      path: `${v3}/keypairs/x/private-key`,
      status: 404,
      code: "KPS.4016",
    },
  ]),
  BatchImportKeypair: operation("POST", `${v3}/keypairs/batch-import`, [
    {
      column: "success",
      title: "an array",
      body: () => [{ keypair: { name: "new", public_key: newKey().publicKey } }],
      status: 200,
    },
    {
      column: "documented errors",
      title: "eleven key pairs",
      body: () => Array.from({ length: 11 }, () => ({ keypair: { name: "new" } })),
      status: 400,
      code: "KPS.0002",
    },
    malformed(400, "KPS.0002", { keypair: { name: "new" } }),
  ]),
  BatchExportPrivateKey: operation("POST", `${v3}/keypairs/private-key/batch-export`, [
    { column: "success", title: "an array", prepare: host, body: () => [{ keypair: { name: "one" } }], status: 200 },
    {
      column: "documented errors",
      title: "a key that is not hosted",
      body: () => [{ keypair: { name: "one" } }],
      status: 400,
      code: "KPS.6005",
    },
    {
      column: "unknown object",
      title: "an unknown key pair",
      body: () => [{ keypair: { name: "x" } }],
      status: 404,
      code: "KPS.4016",
    },
    malformed(400, "KPS.0002", {}),
  ]),
};
