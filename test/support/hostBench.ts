import type { Emulator, EmulatorOptions } from "../emulator/src/index";
import { bindingStub } from "./bindingStub";
import { decryptedConfigFor, startTestEmulator } from "./emulator";
import { Host, type HostOptions, type Properties } from "./host";
import { newSshKey, type SshKey } from "./sshKey";

export const ROOT_PASSWORD = "Root-Passw0rd-canary";

/** A server of the seed. */
export interface HostedServer {
  readonly id: string;
  readonly status: "ACTIVE" | "SHUTOFF";
}

/** An emulator with the key pairs `kp-a` and `kp-b`, and real provider processes that all work against it. */
export interface HostBench {
  readonly emulator: Emulator;
  /** What a host evaluates unless told otherwise: the stub of a binding in the built package. */
  readonly stub: string;
  readonly keys: { readonly a: SshKey; readonly b: SshKey };
  /** Starts one host; several may run at the same time. */
  start(changes?: Partial<HostOptions>): Promise<Host>;
  /** Inputs of a binding, with ways in that fit whatever is bound. */
  inputs(serverId: string, more?: Properties): Properties;
  /** Ends every host that was started, and the emulator. */
  close(): Promise<void>;
}

/** Starts the emulator: no quotas, a thousandth of the documented durations. */
export async function hostBench(servers: readonly HostedServer[], options: EmulatorOptions = {}): Promise<HostBench> {
  const stub = await bindingStub();
  const keys = { a: newSshKey(), b: newSshKey() };
  const emulator = await startTestEmulator({
    timeScale: 0.001,
    requestsPerMinute: 0,
    ecsRequestsPerMinute: 0,
    seed: {
      servers: servers.map((server) => ({ ...server, name: `name-of-${server.id}`, rootPassword: ROOT_PASSWORD })),
      keyPairs: [
        { name: "kp-a", publicKey: keys.a.publicKey },
        { name: "kp-b", publicKey: keys.b.publicKey },
      ],
    },
    ...options,
  });
  const config = decryptedConfigFor(emulator.credentials);
  const started: Host[] = [];
  return {
    emulator,
    stub,
    keys,
    start: async (changes = {}) => {
      const host = await Host.start({
        provider: stub,
        ...changes,
        config: {
          ...config,
          "kps:requestsPerMinute": "60000",
          "kps:ecsRequestsPerMinute": "60000",
          ...changes.config,
        },
        environment: {
          ROOT_PASSWORD,
          WRONG_PASSWORD: "not-the-password",
          KEY_A: keys.a.privateKey,
          KEY_B: keys.b.privateKey,
          KPS_TEST_TIME_SCALE: "0.02",
          ...changes.environment,
        },
      });
      started.push(host);
      return host;
    },
    inputs: (serverId, more = {}) => ({
      serverId,
      keyPairName: "kp-a",
      auth: [{ passwordEnv: "ROOT_PASSWORD" }, { privateKeyEnv: "KEY_A" }, { privateKeyEnv: "KEY_B" }],
      resourceUrn: `urn:pulumi:dev::test::pulumi-nodejs:dynamic/kps:KeyPairBinding::${serverId}`,
      ...more,
    }),
    close: async () => {
      await Promise.all(started.map((host) => host.stop()));
      await emulator.close();
    },
  };
}
