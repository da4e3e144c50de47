import { keyPairBinding, world } from "./handlersInProcess";
import type { Credentials, Emulator, EmulatorOptions } from "../emulator/src/index";
import type { Cloud } from "../../provider/src/client/cloud";
import type { PlainObject } from "../../provider/src/model/plainObject";
import { readSettings } from "../../provider/src/settings/readSettings";
import { newSshKey, type SshKey } from "./sshKey";
import { environmentOf } from "./memoryFiles";

export const ROOT_PASSWORD = "Root-Passw0rd";

/** The handlers of a binding in this process, against an emulator with two key pairs and a few servers. */
export interface BindingBench {
  readonly emulator: Emulator;
  readonly keys: { readonly a: SshKey; readonly b: SshKey };
  /** What the stack configuration holds from now on, on top of what leads to the emulator. */
  configure(changes?: Readonly<Record<string, string | undefined>>): Promise<void>;
  /** A connection of somebody else, beside the handlers. */
  cloud(): Promise<Cloud>;
  create(inputs: PlainObject): Promise<PlainObject>;
  update(olds: PlainObject, inputs: PlainObject): Promise<PlainObject>;
  read(props: PlainObject): Promise<{ id?: string; props?: PlainObject; inputs?: PlainObject }>;
  delete(props: PlainObject): Promise<void>;
  close(): Promise<void>;
}

/** What create and update reject with when the resource is kept. */
export interface Kept {
  readonly id: string;
  readonly properties: PlainObject;
  readonly reasons: readonly string[];
}

/** Makes one. Tasks and waits are as long as in real use, and none is waited for. */
export async function bindingBench(options: EmulatorOptions = {}): Promise<BindingBench> {
  const keys = { a: newSshKey(), b: newSshKey() };
  const emulator = world.emulator({
    requestsPerMinute: 0,
    ecsRequestsPerMinute: 0,
    seed: {
      servers: [
        { id: "running", name: "web-1", status: "ACTIVE", rootPassword: ROOT_PASSWORD },
        { id: "stopped", name: "db-1", status: "SHUTOFF", rootPassword: ROOT_PASSWORD },
      ],
      keyPairs: [
        { name: "kp-a", publicKey: keys.a.publicKey },
        { name: "kp-b", publicKey: keys.b.publicKey },
      ],
    },
    ...options,
  });
  const configure = (changes: Readonly<Record<string, string | undefined>> = {}): Promise<void> => {
    const config: Readonly<Record<string, string | undefined>> = { ...configOf(emulator.credentials), ...changes };
    return keyPairBinding.configure({ config: { get: (key: string) => config[key] } } as never);
  };
  await configure();
  return {
    emulator,
    keys,
    configure,
    cloud: () => {
      const config: Readonly<Record<string, string>> = configOf(emulator.credentials);
      const environment = environmentOf();
      return world.connect(readSettings((key) => config[key], environment));
    },
    create: async (inputs) => outsOf(await keyPairBinding.create({ __provider: "stub", ...inputs })),
    update: async (olds, inputs) =>
      outsOf(await keyPairBinding.update(String(olds["serverId"]), olds, { __provider: "stub", ...inputs })),
    read: (props) => keyPairBinding.read(String(props["serverId"]), props),
    delete: (props) => keyPairBinding.delete(String(props["serverId"]), props),
    close: () => emulator.close(),
  };
}

/** What a call that must keep the resource rejected with. */
export async function keptBy(call: Promise<unknown>): Promise<Kept> {
  const error = await rejectionOf(call);
  if (!("properties" in error)) {
    throw new Error("the call was to keep the resource, and lost it", { cause: error });
  }
  return error as unknown as Kept;
}

/** The error a call rejects with; fails when it resolves. */
export async function rejectionOf(call: Promise<unknown>): Promise<Error> {
  try {
    await call;
  } catch (error) {
    return error as Error;
  }
  throw new Error("the call was to reject, and resolved");
}

function outsOf({ outs }: { outs?: PlainObject }): PlainObject {
  return outs ?? {};
}

function configOf(credentials: Credentials): Record<string, string> {
  return {
    "kps:endpoint": credentials.url,
    "kps:region": credentials.region,
    "kps:projectId": credentials.projectId,
    "kps:accessKey": credentials.accessKey,
    "kps:secretKey": credentials.secretKey,
    "kps:requestsPerMinute": "60000",
    "kps:ecsRequestsPerMinute": "60000",
  };
}
