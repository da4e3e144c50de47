import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import * as kps from "pulumi-huaweicloud-kps";

const config = new pulumi.Config();

/** Ids of all servers; the first one goes ahead alone. */
const [canaryId = "", ...otherIds] = config.requireObject<string[]>("serverIds");

/** Where the SSH service of the first server is reached from this machine. */
const host = config.require("host");
const port = config.getNumber("port") ?? 22;

/** The key pair to use, and the one before it until that is let go. */
const keyPair = config.require("keyPair");
const previousKeyPair = config.get("previousKeyPair");

const keyDirectory = config.require("keyDirectory");
const privateKeyFile = (name: string): string => join(keyDirectory, `${name}.pem`);

const pairOf = (name: string): kps.KeyPair =>
  new kps.KeyPair(name, { name, algorithm: "ed25519", privateKeyFile: privateKeyFile(name) });

const pair = pairOf(keyPair);
if (previousKeyPair !== undefined) {
  pairOf(previousKeyPair);
}

const key = {
  keyPairName: pair.name,
  keyPairFingerprint: pair.fingerprint,
  auth: [
    { passwordEnv: "ROOT_PASSWORD" },
    { privateKeyFile: privateKeyFile(keyPair) },
    ...(previousKeyPair === undefined ? [] : [{ privateKeyFile: privateKeyFile(previousKeyPair) }]),
  ],
};

const canary = new kps.KeyPairFleet("canary", { ...key, servers: [canaryId] });

// Logs in with the new key once the canary has it; what fails here keeps the others from being touched.
const login = new command.remote.Command(
  "login",
  {
    connection: {
      host,
      port,
      user: "root",
      // Read when the server has the key pair; before its first bind there need not be such a file.
      privateKey: canary.phase.apply(() => readFileSync(privateKeyFile(keyPair), "utf8")),
    },
    create: "id",
    triggers: [pair.fingerprint],
  },
  { dependsOn: canary },
);

const main = new kps.KeyPairFleet(
  "main",
  { ...key, servers: otherIds, maxFailures: "10%", timeouts: { create: "2h", update: "2h" } },
  { dependsOn: login },
);

export const newKey = pulumi.interpolate`${login.stdout}, with ${keyPair}`;
export const bound = pulumi.interpolate`${main.counts.bound} of ${main.counts.total}`;
