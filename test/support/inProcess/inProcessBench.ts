import type { Cloud } from "../../../provider/src/client/cloud";
import { connectionOver } from "../../../provider/src/operations/step/connection";
import { stepContext, type StepContext } from "../../../provider/src/operations/step/stepContext";
import { readSettings } from "../../../provider/src/settings/readSettings";
import type { Emulator, EmulatorOptions } from "../../emulator/src/index";
import { bindingSeed, ROOT_PASSWORD } from "../bindingSeed";
import { decryptedConfigFor } from "../emulator";
import { newSshKey, type SshKey } from "../sshKey";
import { calledKeyPair, type CalledKeyPair } from "./calledKeyPair";
import { calledResource, type CalledResource } from "./calledResource";
import { PlayedStack } from "./playedStack";
import { providerInProcess, type ProviderInProcess } from "./providerInProcess";

export { ROOT_PASSWORD };

/** Stack configuration by its full keys; undefined takes a key away. */
type Config = Readonly<Record<string, string | undefined>>;

/** The URN of the fleet. */
export const FLEET_URN = "urn:pulumi:test::shop::pulumi-nodejs:dynamic/kps:KeyPairFleet::web";

/**
 * An emulator and a provider that works against it, all in this process. Tasks and waits are as long as in real use, and none
 * is waited for. The provider is driven handler by handler (`binding`, `fleet`, `pair`, `gate`), all in one process of it, or
 * as a whole `stack`.
 */
export interface InProcessBench extends ProviderInProcess {
  readonly emulator: Emulator;
  /** The keys of `kp-a` and `kp-b`; their private halves are in the variables KEY_A and KEY_B. */
  readonly keys: { readonly a: SshKey; readonly b: SshKey };
  readonly binding: CalledResource;
  readonly fleet: CalledResource;
  readonly pair: CalledKeyPair;
  readonly gate: CalledResource;
  readonly stack: PlayedStack;
  /** What the stack configuration of the handlers holds from now on, on top of what leads to the emulator. */
  readonly configure: (changes?: Config) => void;
  /** A connection beside the provider's, by default as the user that it signs in as. */
  readonly others: (userName?: string) => Promise<Cloud>;
  /** What an operation is carried out in, over a connection of its own; what it says is told. */
  readonly step: () => Promise<StepContext>;
  /** The key pair of a server now. */
  readonly keyOf: (serverId: string) => string | undefined;
}

/**
 * Makes one, with the servers `running`, `other` and `stopped` and the key pairs `kp-a` and `kp-b` unless a seed says
 * otherwise, and without quotas.
 */
export function inProcessBench(options: EmulatorOptions = {}): InProcessBench {
  const keys = { a: newSshKey(), b: newSshKey() };
  const provider = providerInProcess({ ROOT_PASSWORD, KEY_A: keys.a.privateKey, KEY_B: keys.b.privateKey });
  const { world, process, handlers, environment } = provider;
  const emulator = world.emulator({
    requestsPerMinute: 0,
    ecsRequestsPerMinute: 0,
    seed: bindingSeed(keys, { one: "running", two: "other", stopped: "stopped" }),
    ...options,
  });
  const leadingThere = decryptedConfigFor(emulator.credentials);
  const own: Config = {
    ...leadingThere,
    "kps:requestsPerMinute": "60000",
    "kps:ecsRequestsPerMinute": "60000",
  };
  let config = own;
  void process.configure({ config: { get: (key) => config[key] } });
  const connect = (changes: Config = {}): Promise<Cloud> => {
    const whole: Config = { ...own, ...changes };
    return world.connect(readSettings((key) => whole[key], environment));
  };
  return {
    ...provider,
    emulator,
    keys,
    binding: calledResource(handlers.keyPairBinding, ({ serverId }) => String(serverId)),
    fleet: calledResource(handlers.keyPairFleet, () => "web", { resourceUrn: FLEET_URN }),
    pair: calledKeyPair(provider, emulator.credentials),
    gate: calledResource(handlers.dmsTaskGate, ({ instanceId }) => String(instanceId)),
    stack: new PlayedStack({
      config: leadingThere,
      runtime: world.runtime,
      environment: () => environment,
      generateKeyPair: world.generateKeyPair,
    }),
    configure: (changes = {}) => {
      config = { ...own, ...changes };
    },
    others: (userName) => {
      const user = emulator.control.users().find(({ name }) => name === userName);
      return connect(
        userName === undefined ? {} : { "kps:accessKey": user?.accessKey, "kps:secretKey": user?.secretKey },
      );
    },
    step: async () =>
      stepContext(connectionOver(await connect()), environment, {
        timeoutMs: 10 * 60_000,
        generateKeyPair: world.generateKeyPair,
        notice: (text) => provider.lines.push({ urn: "", text, severity: "info", ephemeral: false }),
      }),
    keyOf: (serverId) => emulator.control.state().servers.find(({ id }) => id === serverId)?.keyPairName,
  };
}
