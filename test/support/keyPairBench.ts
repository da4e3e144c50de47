import { keyPair, providerProcess, world } from "./handlersInProcess";
import type { Emulator, EmulatorOptions, KeyPairView } from "../emulator/src/index";
import type { PlainObject } from "../../provider/src/model/plainObject";
import { connectionOver } from "../../provider/src/operations/step/connection";
import { stepContext, type StepContext } from "../../provider/src/operations/step/stepContext";
import { localFiles } from "../../provider/src/settings/localFiles";
import { readSettings } from "../../provider/src/settings/readSettings";
import { decryptedConfigFor } from "./emulator";
import { environmentOf } from "./memoryFiles";

/** A resource as the engine would keep it. */
export interface KeyPairState {
  readonly id: string;
  readonly inputs: PlainObject;
  readonly outputs: PlainObject;
}

/** The handlers of a key pair in this process, called as the engine calls them, against an emulator. */
export interface KeyPairBench {
  readonly emulator: Emulator;
  /** What operations said on the row, when they are driven through `context`. */
  readonly notices: string[];
  /** A context for operations, with waits of a thousandth and a deadline in ms of real time. */
  context(deadlineMs?: number): Promise<StepContext>;
  /** Checks and creates, or compares and updates; a replacement is refused here, a failed check too. */
  up(inputs: PlainObject, state?: KeyPairState): Promise<KeyPairState>;
  /** What a refresh makes of the state; undefined when the resource is gone. */
  refresh(state: KeyPairState): Promise<KeyPairState | undefined>;
  /** Deletes as another process would: no program runs in it. */
  destroy(state: KeyPairState): Promise<void>;
  /** From now on the handlers work with another access key. */
  signIn(accessKey: string, secretKey: string): Promise<void>;
  /** The key pairs of the service as they are now. */
  there(): KeyPairView[];
  /** Puts one key pair in place of all, behind the program's back. */
  elsewhere(name: string, publicKey: string, more?: PlainObject): void;
  /** Requests that the service accepted as changes, as "CreateKeypair ops". */
  changes(): string[];
  close(): Promise<void>;
}

export async function keyPairBench(options: EmulatorOptions = {}): Promise<KeyPairBench> {
  const emulator = world.emulator({
    requestsPerMinute: 0,
    ecsRequestsPerMinute: 0,
    seed: { servers: [{ id: "server-1", name: "web-1", status: "ACTIVE" }] },
    ...options,
  });
  const config: Readonly<Record<string, string>> = {
    ...decryptedConfigFor(emulator.credentials),
    "kps:requestsPerMinute": "60000",
  };
  await keyPair.configure({ config: { get: (key: string) => config[key] } } as never);
  const notices: string[] = [];
  return {
    emulator,
    notices,
    context: async (deadlineMs = 30_000) => {
      const environment = { ...environmentOf({ KPS_TEST_TIME_SCALE: "0.001" }), files: localFiles };
      const cloud = await world.connect(readSettings((key) => config[key], environment));
      return stepContext(connectionOver(cloud), environment, {
        timeoutMs: deadlineMs,
        notice: (text) => notices.push(text),
      });
    },
    up: async (given, state) => {
      const news = { __provider: "stub", resourceUrn: URN, ...given };
      const { inputs, failures } = checked(await keyPair.check(state?.inputs ?? {}, news));
      if (failures.length > 0) {
        throw new Error(failures.map(({ reason }) => reason).join("; "));
      }
      if (state === undefined) {
        const created = await keyPair.create(inputs);
        return { id: created.id, inputs, outputs: outsOf(created) };
      }
      const diff = await keyPair.diff(state.id, state.outputs, inputs);
      if (diff.replaces !== undefined && diff.replaces.length > 0) {
        throw new Error(`replaces ${diff.replaces.join(", ")}`);
      }
      if (diff.changes !== true) {
        return { ...state, inputs };
      }
      return { id: state.id, inputs, outputs: outsOf(await keyPair.update(state.id, state.outputs, inputs)) };
    },
    refresh: async (state) => {
      const read = await keyPair.read(state.id, state.outputs);
      return read.id === undefined
        ? undefined
        : {
            id: read.id,
            inputs: read.inputs ?? state.inputs,
            outputs: read.props as PlainObject,
          };
    },
    destroy: async (state) => {
      const { region, projectId } = emulator.credentials;
      await providerProcess.declared.releaseKeyPair({ name: state.id, region, projectId });
      await keyPair.delete(state.id, state.outputs);
    },
    signIn: async (accessKey, secretKey) => {
      const as: Readonly<Record<string, string>> = {
        ...config,
        "kps:accessKey": accessKey,
        "kps:secretKey": secretKey,
      };
      await keyPair.configure({ config: { get: (key: string) => as[key] } } as never);
    },
    there: () => emulator.control.state().keyPairs,
    elsewhere: (name, publicKey, more = {}) => emulator.control.reset({ keyPairs: [{ name, publicKey, ...more }] }),
    changes: () =>
      emulator.control
        .requests()
        .filter((row) => row.accepted)
        .map((row) => `${row.operation} ${row.keyPairName ?? ""}`.trim()),
    close: () => emulator.close(),
  };
}

/** The URN of the resource in all of this. */
export const URN = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/kps:KeyPair::ops";

/** What check answers, typed: the SDK says any. */
export function checked(result: { inputs?: PlainObject; failures?: Failure[] }): {
  inputs: PlainObject;
  failures: Failure[];
} {
  return { inputs: result.inputs ?? {}, failures: result.failures ?? [] };
}

interface Failure {
  property: string;
  reason: string;
}

function outsOf({ outs }: { outs?: PlainObject }): PlainObject {
  return outs ?? {};
}
