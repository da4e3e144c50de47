import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Credentials, Emulator, EmulatorOptions } from "../emulator/src/index";
import { startTestEmulator } from "./emulator";
import { newSshKey, type SshKey } from "./sshKey";
import type { Stack } from "./stack";

/** What a recorded release had made, in an emulator: server-1 has "ops"; "next" is another key pair. */
export interface RecordedWorld {
  readonly emulator: Emulator;
  /** The variables that the programs below refer to. */
  readonly environment: Readonly<Record<string, string>>;
  /** Gives a stack of the project `release` the state that the release left. */
  importInto(stack: Stack): Promise<void>;
}

/** The folder of the states: `<version>.json` is of the package's classes, `<version>-plugin.json` of the plugin. */
export const statesFolder = resolve(__dirname, "../states");

const declared = (binding: string, name = "pulumi-huaweicloud-kps"): string => `
  const kps = require("${name}");
  const pair = new kps.KeyPair("ops", { name: "ops", publicKey: process.env.PUBLIC_KEY });
  const auth = [{ password: "Root-Passw0rd" }, { privateKeyEnv: "OPS_KEY" }];
  new kps.KeyPairBinding("web", { serverId: "server-1", ${binding} });
  new kps.DmsTaskGate("topics", { instanceId: "kafka-1" });
`;

/** What later records have too: a fleet, and a binding whose first task had failed. */
const more = `
  const ofPair = { keyPairName: pair.name, keyPairFingerprint: pair.fingerprint, auth };
  new kps.KeyPairFleet("shops", { ...ofPair, servers: ["server-2", "server-3"] });
  new kps.KeyPairBinding("late", { ...ofPair, serverId: "server-4" });
`;

const AS_RECORDED = "keyPairName: pair.name, keyPairFingerprint: pair.fingerprint, auth";
const CHANGED = `keyPairName: "next", auth: [...auth, { privateKeyEnv: "NEXT_KEY" }]`;
const PLUGIN = "pulumi-huaweicloud-kps/plugin";

/** The program whose state was recorded of 0.1.0, and the same with another key pair for the server. */
export const recordedPrograms = { asRecorded: declared(AS_RECORDED), changed: declared(CHANGED) };

/** Both on the plugin. */
export const recordedOnPlugin = { asRecorded: declared(AS_RECORDED, PLUGIN), changed: declared(CHANGED, PLUGIN) };

/** What is recorded of a version, on the package's classes and on the plugin, and the same with another key pair. */
export const recordedOf = {
  classes: { asRecorded: declared(AS_RECORDED) + more, changed: declared(CHANGED) + more },
  plugin: { asRecorded: declared(AS_RECORDED, PLUGIN) + more, changed: declared(CHANGED, PLUGIN) + more },
} as const;

/** A Pulumi.yaml for the folder `program`, with the plugin in a folder. */
export const onPluginIn = (folder: string): string =>
  [
    "name: release",
    "runtime: { name: nodejs, options: { typescript: false } }",
    "main: program",
    `plugins: { providers: [{ name: kps, path: ${JSON.stringify(folder)} }] }`,
  ].join("\n");

/**
 * Starts the world of test/states/<record>.json, which was exported with its secrets; what differs from run to run is
 * named @SO@ in it.
 */
export async function recordedWorld(record: string, options: EmulatorOptions = {}): Promise<RecordedWorld> {
  const [ops, next] = [newSshKey(), newSshKey()];
  const bound = record === "0.1.0" ? [1] : [1, 2, 3];
  const emulator = await startTestEmulator({
    requestsPerMinute: 0,
    ecsRequestsPerMinute: 0,
    ...options,
    seed: {
      servers: [...bound.map((n) => ({ ...server(n), keyPairName: "ops" })), ...(bound.length > 1 ? [server(4)] : [])],
      keyPairs: [
        { name: "ops", publicKey: ops.publicKey },
        { name: "next", publicKey: next.publicKey },
      ],
      dmsInstances,
    },
  });
  const text = await readFile(join(statesFolder, `${record}.json`), "utf8");
  const { fingerprint } = emulator.control.state().keyPairs.find(({ name }) => name === "ops") ?? { fingerprint: "" };
  const values = valuesOf(emulator.credentials, ops, fingerprint);
  return {
    emulator,
    environment: environmentOf(ops, next),
    importInto: async (stack) => {
      const file = join(stack.directory, "state.json");
      await writeFile(
        file,
        text.replace(/@([A-Z_]+)@/g, (_all, name: string) => values[name] ?? ""),
      );
      const { ok, stdout, stderr } = await stack.run(["stack", "import", "--stack", "dev", "--file", file]);
      if (!ok) {
        throw new Error(`pulumi stack import failed: ${stderr}${stdout}`);
      }
    },
  };
}

/** The world in which a state is recorded: nothing is bound yet, and the bind of server-4 fails. */
export async function worldToRecord(): Promise<
  Omit<RecordedWorld, "importInto"> & {
    /** The text of a state with `@NAMES@` for what differs from run to run. */
    named(state: string): string;
  }
> {
  const [ops, next] = [newSshKey(), newSshKey()];
  const emulator = await startTestEmulator({
    requestsPerMinute: 0,
    ecsRequestsPerMinute: 0,
    seed: {
      servers: [1, 2, 3, 4].map(server),
      keyPairs: [{ name: "next", publicKey: next.publicKey }],
      dmsInstances,
    },
  });
  emulator.control.taskScript({ serverId: "server-4", outcome: "fail" });
  return {
    emulator,
    environment: environmentOf(ops, next),
    named: (state) => {
      const made = emulator.control.state().keyPairs.find(({ name }) => name === "ops");
      const values = Object.entries(valuesOf(emulator.credentials, ops, made?.fingerprint ?? ""));
      return values.reduce((text, [name, value]) => text.replaceAll(value, `@${name}@`), state);
    },
  };
}

const server = (n: number) => ({ id: `server-${n}`, name: `web-${n}`, rootPassword: "Root-Passw0rd" });

const dmsInstances = [{ id: "kafka-1", tasks: [{ id: "d-1", name: "modifyAutoTopic", status: "SUCCESS" as const }] }];

const environmentOf = (ops: SshKey, next: SshKey): Readonly<Record<string, string>> => ({
  PUBLIC_KEY: ops.publicKey,
  OPS_KEY: ops.privateKey,
  NEXT_KEY: next.privateKey,
});

function valuesOf(
  credentials: Credentials,
  { publicKey }: SshKey,
  fingerprint: string,
): Readonly<Record<string, string>> {
  const { url, projectId, accessKey, secretKey } = credentials;
  return {
    ENDPOINT: url,
    PROJECT_ID: projectId,
    ACCESS_KEY: accessKey,
    SECRET_KEY: secretKey,
    PUBLIC_KEY: publicKey,
    FINGERPRINT: fingerprint,
  };
}
