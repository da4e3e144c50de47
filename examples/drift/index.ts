import * as pulumi from "@pulumi/pulumi";
import * as kps from "pulumi-huaweicloud-kps";

const config = new pulumi.Config();

const pair = new kps.KeyPair("ops", {
  name: "ops",
  algorithm: "ed25519",
  keyProtection: { encryption: { type: "default" } },
});

const replaces = config.getObject<string[]>("replaces") ?? [];

const binding = new kps.KeyPairBinding("server", {
  serverId: config.require("serverId"),
  keyPairName: pair.name,
  keyPairFingerprint: pair.fingerprint,
  // What was bound by others is replaced only when it is named; its hosted private key is the way in.
  replaces,
  auth: [{ passwordEnv: "ROOT_PASSWORD" }, { hosted: replaces.length > 0 ? replaces : true }],
});

export const bound = binding.boundKeyPairName;
