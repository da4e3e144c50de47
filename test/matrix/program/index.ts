import * as pulumi from "@pulumi/pulumi";
import { KeyPair, KeyPairBinding, type KeyPairArgs } from "pulumi-huaweicloud-kps";

const config = new pulumi.Config();
const files = config.requireObject<string[]>("privateKeyFiles");
const args: KeyPairArgs = {
  privateKeyFile: config.require("privateKeyFile"),
  algorithm: config.require<"ed25519" | "ecdsa-p256">("algorithm"),
};

const pair = new KeyPair("ops", args);
const binding = new KeyPairBinding("web", {
  serverId: config.require("serverId"),
  keyPairName: pair.name,
  keyPairFingerprint: pair.fingerprint,
  auth: [{ passwordEnv: "ROOT_PASSWORD" }, ...files.map((privateKeyFile) => ({ privateKeyFile }))],
});

export const bound: pulumi.Output<string> = binding.boundKeyPairName.apply((name) => name?.toUpperCase() ?? "NONE");
export const node = process.version;
