import { homedir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as kps from "pulumi-huaweicloud-kps";

const config = new pulumi.Config();

/** Server ids, each under a short name. */
const servers = config.requireObject<Record<string, string>>("servers");

/** The key pair to use now, then earlier ones, whose private keys still open servers until they are replaced. */
const [keyName = "quickstart", ...earlierKeyNames] = config.getObject<string[]>("keyNames") ?? [];
const keyDirectory = config.get("keyDirectory") ?? join(homedir(), ".ssh");
const privateKeyFile = (name: string): string => join(keyDirectory, `${name}.pem`);

// Made on this machine: the private key stays in its file, Huawei Cloud gets the public half.
const pair = new kps.KeyPair("keys", { name: keyName, privateKeyFile: privateKeyFile(keyName) });

for (const [name, serverId] of Object.entries(servers)) {
  new kps.KeyPairBinding(name, {
    serverId,
    keyPairName: pair.name,
    keyPairFingerprint: pair.fingerprint,
    // Ways into the server; the one that fits is used. All are references, so no secret is in the state.
    auth: [
      { passwordEnv: `ROOT_PASSWORD_${name.toUpperCase()}` },
      ...[keyName, ...earlierKeyNames].map((each) => ({ privateKeyFile: privateKeyFile(each) })),
    ],
  });
}

export const fingerprint = pair.fingerprint;
