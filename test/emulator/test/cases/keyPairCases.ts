import { newKey } from "../support/bench";
import { malformed, operation, type OperationCases } from "./operationCase";

const v3 = "/v3/{project_id}";
const encryption = { type: "default" };

/** The first half of the key pair APIs of KPS. */
export const keyPairCases: OperationCases = {
  CreateKeypair: operation("POST", `${v3}/keypairs`, [
    { column: "success", title: "generated", body: () => ({ keypair: { name: "new", type: "ssh" } }), status: 200 },
    {
      column: "success",
      title: "imported",
      body: () => ({ keypair: { name: "new", public_key: newKey().publicKey } }),
      status: 200,
    },
    {
      column: "documented errors",
      title: "hosting asked for, private key not given",
      body: () => ({ keypair: { name: "new", public_key: newKey().publicKey, key_protection: { encryption } } }),
      status: 400,
      code: "KPS.0002",
    },
    {
      column: "documented errors",
      title: "a private key of another pair",
      body: (bench) => ({
        keypair: {
          name: "new",
          public_key: bench.one.publicKey,
          key_protection: { private_key: bench.two.privateKey, encryption },
        },
      }),
      status: 400,
      code: "KPS.6011",
    },
    {
      column: "documented errors",
      title: "a name that is taken",
      body: () => ({ keypair: { name: "one" } }),
      status: 400,
      code: "KPS.0002",
    },
    {
      column: "unknown object",
      title: "an unknown user",
      body: () => ({ keypair: { name: "new", user_id: "x" } }),
      status: 400,
      code: "KPS.0006",
    },
    malformed(400, "KPS.0002", { keypair: { name: "with space" } }),
  ]),
  ListKeypairs: operation("GET", `${v3}/keypairs`, [
    { column: "success", title: "a page", path: `${v3}/keypairs?limit=1&marker=one`, status: 200 },
    {
      column: "documented errors",
      title: "a limit of 0",
      path: `${v3}/keypairs?limit=0`,
      status: 400,
      code: "KPS.0002",
    },
  ]),
  ListKeypairDetail: operation("GET", `${v3}/keypairs/one`, [
    { column: "success", title: "a key pair", status: 200 },
    {
      column: "unknown object",
      title: "an unknown key pair",
      path: `${v3}/keypairs/x`,
      status: 404,
      code: "KPS.4016",
    },
  ]),
  UpdateKeypairDescription: operation("PUT", `${v3}/keypairs/one`, [
    { column: "success", title: "a text", body: () => ({ keypair: { description: "new" } }), status: 200 },
    {
      column: "documented errors",
      title: "256 characters",
      body: () => ({ keypair: { description: "x".repeat(256) } }),
      status: 400,
      code: "KPS.0002",
    },
    {
      column: "unknown object",
      title: "an unknown key pair",
      path: `${v3}/keypairs/x`,
      body: () => ({ keypair: { description: "" } }),
      status: 404,
      code: "KPS.4016",
    },
    malformed(400, "KPS.0002"),
  ]),
  DeleteKeypair: operation("DELETE", `${v3}/keypairs/one`, [
    { column: "success", title: "a key pair", status: 204 },
    {
      column: "unknown object",
      title: "an unknown key pair",
      path: `${v3}/keypairs/x`,
      status: 404,
      code: "KPS.4016",
    },
  ]),
};
