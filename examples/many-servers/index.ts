import * as pulumi from "@pulumi/pulumi";
import * as kps from "pulumi-huaweicloud-kps";

const config = new pulumi.Config();

/** Ids of all servers; with the bridged provider this is a list of `instance.id`. */
const serverIds = config.requireObject<string[]>("serverIds");

const pair = new kps.KeyPair("fleet", {
  name: "fleet",
  algorithm: "ed25519",
  keyProtection: { encryption: { type: "default" } },
});

// One binding for each server: each succeeds or fails by itself. From three waiting ones on, a single request sees
// how all of their tasks are doing, so hundreds stay within the request limit.
const bindings = serverIds.map(
  (serverId) =>
    new kps.KeyPairBinding(serverId, {
      serverId,
      keyPairName: pair.name,
      keyPairFingerprint: pair.fingerprint,
      auth: [{ passwordEnv: "ROOT_PASSWORD" }, { hosted: true }],
    }),
);

export const operations = pulumi
  .all(bindings.map(({ operation }) => operation))
  .apply((all) => all.map((operation) => operation ?? "none").join(", "));
