import * as pulumi from "@pulumi/pulumi";
import * as kps from "pulumi-huaweicloud-kps";

const config = new pulumi.Config();

const pair = new kps.KeyPair("alice", {
  name: config.require("name"),
  publicKey: config.require("publicKey"),
  // A pair of this name with the very same key is used as it is, and kept on destroy.
  adopt: "ifIdentical",
});

export const key = pulumi.interpolate`${pair.algorithm} ${pair.fingerprint}`;
export const adopted = pair.adopted;
