import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import * as kps from "pulumi-huaweicloud-kps";

const config = new pulumi.Config();

/** The server, and where its SSH service is reached from this machine. */
const serverId = config.require("serverId");
const host = config.require("host");
const port = config.getNumber("port") ?? 22;

/** The key pair to use, and the one before it until that is let go. */
const keyPair = config.require("keyPair");
const previousKeyPair = config.get("previousKeyPair");

const keyDirectory = config.require("keyDirectory");
const privateKeyFile = (name: string): string => join(keyDirectory, `${name}.pem`);

const pairOf = (name: string): kps.KeyPair =>
  new kps.KeyPair(name, { name, algorithm: "ed25519", privateKeyFile: privateKeyFile(name) });

const pair = pairOf(keyPair);
if (previousKeyPair !== undefined) {
  pairOf(previousKeyPair);
}

const binding = new kps.KeyPairBinding("server", {
  serverId,
  keyPairName: pair.name,
  keyPairFingerprint: pair.fingerprint,
  auth: [
    { passwordEnv: "ROOT_PASSWORD" },
    { privateKeyFile: privateKeyFile(keyPair) },
    ...(previousKeyPair === undefined ? [] : [{ privateKeyFile: privateKeyFile(previousKeyPair) }]),
  ],
});

// Each command runs after the binding, and once more when another key is on the server.
const triggers = [binding.keyPairFingerprint];

const login = new command.remote.Command(
  "login",
  {
    connection: {
      host,
      port,
      user: "root",
      // Read when the server has the key pair; before its first bind there need not be such a file.
      privateKey: binding.keyPairFingerprint.apply(() => readFileSync(privateKeyFile(keyPair), "utf8")),
    },
    create: "id",
    triggers,
  },
  { dependsOn: binding },
);

/** Ends well only if the server answers and refuses the key: no answer at all would prove nothing. */
const refused = `
  options="-o BatchMode=yes -o IdentitiesOnly=yes -o IdentityAgent=none"
  options="$options -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null"
  if said=$(ssh $options -i "$KEY" -p "$PORT" "root@$HOST" true 2>&1); then
    said="the old key still opens the server"
  fi
  case "$said" in
    *"Permission denied"*) echo "old key refused" ;;
    *) echo "$said" >&2; exit 1 ;;
  esac`;

const oldLogin =
  previousKeyPair === undefined
    ? undefined
    : new command.local.Command(
        "old-login",
        {
          create: refused,
          environment: { KEY: privateKeyFile(previousKeyPair), HOST: host, PORT: String(port) },
          triggers,
        },
        { dependsOn: binding },
      );

export const newKey = pulumi.interpolate`${login.stdout}, with ${binding.boundKeyPairName}`;
export const oldKey = oldLogin?.stdout ?? "none";
