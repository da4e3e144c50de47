import * as pulumi from "@pulumi/pulumi";
import * as kps from "pulumi-huaweicloud-kps";

const config = new pulumi.Config();

// No auth: KPS writes the key onto the disk of a stopped server. The provider never stops or starts one.
const binding = new kps.KeyPairBinding("server", {
  serverId: config.require("serverId"),
  keyPairName: config.require("keyPair"),
});

export const done = pulumi.interpolate`${binding.operation} of ${binding.boundKeyPairName}`;
