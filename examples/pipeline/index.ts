import * as pulumi from "@pulumi/pulumi";
import * as kps from "pulumi-huaweicloud-kps";

const config = new pulumi.Config();

/** An account-wide key pair that exists already, and the servers that are to have it, each under a short name. */
const keyPairName = config.require("keyPair");
const servers = config.requireObject<Record<string, string>>("servers");

for (const [name, serverId] of Object.entries(servers)) {
  new kps.KeyPairBinding(name, {
    serverId,
    keyPairName,
    // Both are secrets of the pipeline; the state holds their names only.
    auth: [{ passwordEnv: "ROOT_PASSWORD" }, { privateKeyEnv: "PRIVATE_KEY" }],
    // A job is not held by a slow task: the task id is kept, and the next job goes on waiting for it.
    timeouts: { create: "10m", update: "10m" },
  });
}
