import * as pulumi from "@pulumi/pulumi";
import * as kps from "pulumi-huaweicloud-kps";

const config = new pulumi.Config();

for (const [name, serverId] of Object.entries(config.requireObject<Record<string, string>>("servers"))) {
  new kps.KeyPairBinding(name, {
    serverId,
    keyPairName: config.require("keyPair"),
    auth: { passwordEnv: `ROOT_PASSWORD_${name.toUpperCase()}` },
    // The record in KPS's list of failed tasks is deleted once its detail is in the state and the bind is tried again.
    failedTasks: "deleteOwn",
  });
}
