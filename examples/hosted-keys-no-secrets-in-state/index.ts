import * as pulumi from "@pulumi/pulumi";
import * as kps from "pulumi-huaweicloud-kps";

const config = new pulumi.Config();
const name = config.require("keyPair");

// Generated here, handed to KPS, kept nowhere else: KPS encrypts it with a KMS key.
const pair = new kps.KeyPair("ops", { name, algorithm: "ed25519", keyProtection: { encryption: { type: "default" } } });

const binding = new kps.KeyPairBinding("server", {
  serverId: config.require("serverId"),
  keyPairName: pair.name,
  keyPairFingerprint: pair.fingerprint,
  // The password for the first time; then the provider fetches the key that is bound from KPS and forgets it again.
  auth: [{ passwordEnv: "ROOT_PASSWORD" }, { hosted: true }],
});

export const done = pulumi.interpolate`${binding.operation} of ${binding.boundKeyPairName}`;
