import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../support/temporaryFolder";
import { leakedSecrets } from "./secrets";

const folder = temporaryFolder();
const pem = ["-----BEGIN PRIVATE KEY-----", "first", "middle", "last", "-----END PRIVATE KEY-----", ""].join("\n");

test.each([
  ["a password", { auth: { password: "Root-1" } }, ["password"]],
  ["a private key", { auth: { privateKey: pem } }, ["ops.pem"]],
  ["references only", { auth: [{ passwordEnv: "ROOT" }, { privateKeyFile: "/keys/ops.pem" }] }, []],
])("in a state with %s", async (_what, outputs, expected) => {
  const keys = join(folder(), "keys");
  await mkdir(keys);
  await writeFile(join(keys, "ops.pem"), pem);
  expect(await leakedSecrets(JSON.stringify({ outputs }), { password: "Root-1" }, keys)).toEqual(expected);
});
