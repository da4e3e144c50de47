import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as kps from "pulumi-huaweicloud-kps";

const config = new pulumi.Config();
const keyDirectory = config.require("keyDirectory");
const servers = config.requireObject<Record<string, string>>("servers");

/** The generation to use, then those that are not let go yet. */
const generations = config.requireObject<[string, ...string[]]>("generations");
const [newest, ...earlier] = generations;
const privateKeyFile = (generation: string): string => join(keyDirectory, `ops-${generation}.pem`);

const pairOf = (generation: string): kps.KeyPair =>
  new kps.KeyPair(`ops-${generation}`, {
    name: `ops-${generation}`,
    algorithm: "ed25519",
    privateKeyFile: privateKeyFile(generation),
  });

const current = pairOf(newest);
// As long as a generation is named, its pair exists in KPS: nothing is deleted in the run that rotates.
earlier.forEach(pairOf);

const bindings = Object.entries(servers).map(
  ([name, serverId]) =>
    new kps.KeyPairBinding(name, {
      serverId,
      keyPairName: current.name,
      keyPairFingerprint: current.fingerprint,
      auth: [
        { passwordEnv: `ROOT_PASSWORD_${name.toUpperCase()}` },
        ...generations.map((generation) => ({ privateKeyFile: privateKeyFile(generation) })),
      ],
    }),
);

/** What every server has, as ECS confirmed it. */
export const bound = pulumi
  .all(bindings.map(({ boundKeyPairName, verified }) => pulumi.all([boundKeyPairName, verified])))
  .apply((all) => all.map(([name, verified]) => `${name ?? "nothing"}${verified ? "" : " (not verified)"}`).join(", "));

/** Every server has the current key, so the other generations open nothing any more. */
export const othersMayGo = pulumi
  .all([bound, current.name])
  .apply(([all, name]) => all.split(", ").every((one) => one === name));
