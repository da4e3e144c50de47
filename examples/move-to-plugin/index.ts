import * as pulumi from "@pulumi/pulumi";
import * as dynamic from "pulumi-huaweicloud-kps";
import * as plugin from "pulumi-huaweicloud-kps/plugin";

const config = new pulumi.Config();

/** In a program of your own the import line is all that changes. */
const kps = config.getBoolean("onPlugin") === true ? plugin : dynamic;

const pair = new kps.KeyPair("ops", {
  name: "ops",
  algorithm: "ed25519",
  keyProtection: { encryption: { type: "default" } },
});

const web = new kps.KeyPairBinding("web", {
  serverId: config.require("serverId"),
  keyPairName: pair.name,
  keyPairFingerprint: pair.fingerprint,
  auth: [{ passwordEnv: "ROOT_PASSWORD" }, { hosted: true }],
});

export const { phase, taskId } = web;
