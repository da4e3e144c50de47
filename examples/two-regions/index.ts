import { homedir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as kps from "pulumi-huaweicloud-kps";

/** A region or an account: what its provider is given, and its servers, ids under short names. */
interface Place extends kps.SettingsArgs {
  servers: Record<string, string>;
}

const config = new pulumi.Config();
const places = config.requireObject<Record<string, Place>>("places");

/** The key pair to use now, then earlier ones, whose private keys still open servers until they are replaced. */
const [keyName = "ops", ...earlierKeyNames] = config.getObject<string[]>("keyNames") ?? [];
const keyDirectory = config.get("keyDirectory") ?? join(homedir(), ".ssh");

export const bound: Record<string, pulumi.Output<string | undefined>> = {};

for (const [place, { servers, ...settings }] of Object.entries(places)) {
  const privateKeyFile = (name: string): string => join(keyDirectory, `${name}-${place}.pem`);

  // What a place does not say comes from the stack: kps:region, kps:accessKey and so on.
  const provider = new kps.Provider(place, settings);
  const opts = { provider };

  // A key pair belongs to one region of one account, so each place has its own.
  const pair = new kps.KeyPair(place, { name: keyName, privateKeyFile: privateKeyFile(keyName) }, opts);

  for (const [server, serverId] of Object.entries(servers)) {
    const name = `${place}-${server}`;
    const binding = new kps.KeyPairBinding(
      name,
      {
        serverId,
        keyPairName: pair.name,
        keyPairFingerprint: pair.fingerprint,
        auth: [
          { passwordEnv: `ROOT_PASSWORD_${name.toUpperCase().replaceAll("-", "_")}` },
          ...[keyName, ...earlierKeyNames].map((each) => ({ privateKeyFile: privateKeyFile(each) })),
        ],
      },
      opts,
    );
    bound[name] = binding.boundKeyPairName;
  }
}
