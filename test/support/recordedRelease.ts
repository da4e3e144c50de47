import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Emulator, EmulatorOptions } from "../emulator/src/index";
import { startTestEmulator } from "./emulator";
import { newSshKey, type SshKey } from "./sshKey";
import type { Stack } from "./stack";

/** What the recorded release had made, in an emulator: server-1 has "ops"; "next" is another key pair. */
export interface RecordedWorld {
  readonly emulator: Emulator;
  /** The variables that the programs below refer to. */
  readonly environment: Readonly<Record<string, string>>;
  /** Gives a stack of the project `release` the state that the release left. */
  importInto(stack: Stack): Promise<void>;
}

const declared = (binding: string, name = "pulumi-huaweicloud-kps"): string => `
  const kps = require("${name}");
  const pair = new kps.KeyPair("ops", { name: "ops", publicKey: process.env.PUBLIC_KEY });
  const auth = [{ password: "Root-Passw0rd" }, { privateKeyEnv: "OPS_KEY" }];
  new kps.KeyPairBinding("web", { serverId: "server-1", ${binding} });
  new kps.DmsTaskGate("topics", { instanceId: "kafka-1" });
`;

const AS_RECORDED = "keyPairName: pair.name, keyPairFingerprint: pair.fingerprint, auth";
const CHANGED = `keyPairName: "next", auth: [...auth, { privateKeyEnv: "NEXT_KEY" }]`;

/** The program whose state was recorded, and the same with another key pair for the server. */
export const recordedPrograms = { asRecorded: declared(AS_RECORDED), changed: declared(CHANGED) };

/** Both on the plugin. */
export const recordedOnPlugin = {
  asRecorded: declared(AS_RECORDED, "pulumi-huaweicloud-kps/plugin"),
  changed: declared(CHANGED, "pulumi-huaweicloud-kps/plugin"),
};

/**
 * Starts the world of test/states/<release>.json, which was exported with its secrets; what differs from run to run is
 * named @SO@ in it.
 */
export async function recordedWorld(release: string, options: EmulatorOptions = {}): Promise<RecordedWorld> {
  const [ops, next] = [newSshKey(), newSshKey()];
  const emulator = await startTestEmulator({
    requestsPerMinute: 0,
    ecsRequestsPerMinute: 0,
    ...options,
    seed: {
      servers: [{ id: "server-1", name: "web-1", rootPassword: "Root-Passw0rd", keyPairName: "ops" }],
      keyPairs: [
        { name: "ops", publicKey: ops.publicKey },
        { name: "next", publicKey: next.publicKey },
      ],
      dmsInstances: [{ id: "kafka-1", tasks: [{ id: "d-1", name: "modifyAutoTopic", status: "SUCCESS" }] }],
    },
  });
  const text = await readFile(resolve(__dirname, `../states/${release}.json`), "utf8");
  const values = valuesOf(emulator, ops);
  return {
    emulator,
    environment: { PUBLIC_KEY: ops.publicKey, OPS_KEY: ops.privateKey, NEXT_KEY: next.privateKey },
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

function valuesOf(emulator: Emulator, ops: SshKey): Readonly<Record<string, string>> {
  const { url, projectId, accessKey, secretKey } = emulator.credentials;
  const { fingerprint } = emulator.control.state().keyPairs.find(({ name }) => name === "ops") ?? { fingerprint: "" };
  return {
    ENDPOINT: url,
    PROJECT_ID: projectId,
    ACCESS_KEY: accessKey,
    SECRET_KEY: secretKey,
    PUBLIC_KEY: ops.publicKey,
    FINGERPRINT: fingerprint,
  };
}
