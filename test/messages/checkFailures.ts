import type { PlainObject } from "../../provider/src/model/plainObject";
import { newSshKey } from "../support/sshKey";
import type { Chapter, Entry } from "./entry";
import type { ResourceHandlers } from "../../provider/src/handlers/border";
import { providerInProcess } from "../support/inProcess/providerInProcess";
import { checked } from "../support/inProcess/calledResource";

const KEY = newSshKey();
const OTHER = newSshKey();
const sink = { exposePrivateKey: true };
const host = (encryption: object, more: object = {}): PlainObject => ({ keyProtection: { encryption, ...more } });

/** Key pairs and what is wrong with each. */
const PAIRS: Readonly<Record<string, PlainObject>> = {
  "a name with a blank": { name: "ops 2026", ...sink },
  "a name that is too long": { name: "k".repeat(256), ...sink },
  "a private key in the place of the public one": { publicKey: KEY.privateKey },
  "a public key in PEM form": { publicKey: "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----" },
  "something that is no key": { publicKey: "ssh-rsa" },
  "a key of a kind that is not imported": {
    publicKey: `sk-ssh-ed25519@openssh.com ${Buffer.concat([Buffer.from([0, 0, 0, 26]), Buffer.from("sk-ssh-ed25519@openssh.com")]).toString("base64")}`,
  },
  "a comment that makes the line too long": { publicKey: `${KEY.publicKey} ${"c".repeat(1024)}` },
  "nowhere for the private key to go": {},
  "an unknown algorithm": { algorithm: "rsa-1024", ...sink },
  "a key given and one to be generated": { publicKey: KEY.publicKey, privateKeyFile: "/keys/ops" },
  "hosting an imported key without its private half": { publicKey: KEY.publicKey, ...host({ type: "default" }) },
  "hosting a private key of another pair": {
    publicKey: KEY.publicKey,
    ...host({ type: "default" }, { privateKey: OTHER.privateKey }),
  },
  "hosting a public key": host({ type: "default" }, { privateKey: KEY.publicKey }),
  "hosting a key in PuTTY's form": host({ type: "default" }, { privateKey: "PuTTY-User-Key-File-3: ssh-ed25519" }),
  "hosting something that is no key": host({ type: "default" }, { privateKey: "hunter2" }),
  "KMS without a key": host({ type: "kms" }),
  "KMS with two keys": host({ type: "kms", kmsKeyId: "1", kmsKeyName: "ops" }),
  "a KMS key that is not used": host({ type: "default", kmsKeyId: "1" }),
  "an unknown encryption": host({ type: "aes" }),
  "a description that is too long": { description: "d".repeat(256), ...sink },
  "an unknown scope": { scope: "domain", ...sink },
  "a user's name for its id": { userId: "Alice Ops", ...sink },
  "a file in the shell's words": { privateKeyFile: "~/.ssh/ops" },
  "a private key in the place of its file": { privateKeyFile: KEY.privateKey },
  "an unknown way to adopt": { adopt: "always", ...sink },
  "an input that is misspelt": { descripton: "d", ...sink },
  "a timeout without a unit": { timeouts: { create: "30" }, ...sink },
};

const bind = { serverId: "4116467c-a1b2", keyPairName: "ops-2026" };

/** Bindings and what is wrong with each. */
const BINDINGS: Readonly<Record<string, PlainObject>> = {
  "no server": { keyPairName: "ops-2026" },
  "a server id that is none": { ...bind, serverId: "web 1" },
  "a key pair name that is none": { ...bind, keyPairName: "ops 2026" },
  "a private key in the place of a name": { ...bind, keyPairName: KEY.privateKey },
  "two kinds of auth in one": { ...bind, auth: { password: "hunter2", privateKeyEnv: "KEY" } },
  "an unknown kind of auth": { ...bind, auth: { pasword: "hunter2" } },
  "an empty auth": { ...bind, auth: {} },
  "auth that is a text": { ...bind, auth: "hunter2" },
  "an empty list of auth": { ...bind, auth: [] },
  "an empty password": { ...bind, auth: { password: "" } },
  "the password in the place of its variable": { ...bind, auth: { passwordEnv: "hunter2!" } },
  "the private key in the place of its variable": { ...bind, auth: { privateKeyEnv: KEY.privateKey } },
  "the private key in the place of its file": { ...bind, auth: [{ privateKeyFile: KEY.privateKey }] },
  "hosted, of nobody": { ...bind, auth: { hosted: [] } },
  "a port that is none": { ...bind, port: 70_000 },
  "an unknown onDelete": { ...bind, onDelete: "keep" },
  "an unknown failedTasks": { ...bind, failedTasks: "delete" },
  "an unknown verify": { ...bind, verify: "never" },
  "a timeout that is none": { ...bind, timeouts: { create: "soon" } },
  "an input that is misspelt": { ...bind, replace: ["legacy"] },
};

/** What the preview says of inputs, before anything is asked or sent. The engine adds the value of a property it is given. */
export async function checkFailures(): Promise<Chapter[]> {
  const { keyPair, keyPairBinding } = providerInProcess().handlers;
  return [
    { heading: "Preview: inputs of a KeyPair", entries: await failures(keyPair, PAIRS) },
    {
      heading: "Preview: inputs of a KeyPairBinding",
      entries: await failures(keyPairBinding, BINDINGS),
    },
  ];
}

async function failures({ check }: ResourceHandlers, cases: Readonly<Record<string, PlainObject>>): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const [title, inputs] of Object.entries(cases)) {
    const result = checked(await check({}, { __provider: "stub", ...inputs }));
    const lines = result.failures.map(({ property, reason }) => (property === "" ? reason : `${property} ${reason}`));
    entries.push({ title, text: lines.join("\n") });
  }
  return entries;
}
