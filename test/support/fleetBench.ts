import type { PlainObject } from "../../provider/src/model/plainObject";
import type { Emulator } from "../emulator/src/index";
import { bindingBench, keptBy, ROOT_PASSWORD, type BindingBench, type Kept } from "./bindingBench";
import { keyPairFleet, providerProcess, toldLines } from "./handlersInProcess";
import type { SshKey } from "./sshKey";

/** The handlers of a fleet in this process, against an emulator with servers `web-1`, `web-2`, ... and two key pairs. */
export interface FleetBench {
  readonly emulator: Emulator;
  readonly keys: { readonly a: SshKey; readonly b: SshKey };
  readonly serverIds: readonly string[];
  /** What the stack configuration holds from now on, on top of what leads to the emulator. */
  configure: BindingBench["configure"];
  /** Outputs, or what was kept of a fleet that is not all bound. */
  create(inputs: PlainObject): Promise<PlainObject>;
  createKept(inputs: PlainObject): Promise<Kept>;
  update(olds: PlainObject, inputs: PlainObject): Promise<PlainObject>;
  updateKept(olds: PlainObject, inputs: PlainObject): Promise<Kept>;
  check(olds: PlainObject, inputs: PlainObject): Promise<readonly { property: string; reason: string }[]>;
  diff(olds: PlainObject, inputs: PlainObject): Promise<boolean>;
  read(props: PlainObject): Promise<PlainObject>;
  delete(props: PlainObject): Promise<void>;
  /** What the fleet's row has said since the last time. */
  told(): string[];
  close(): Promise<void>;
}

/** The URN that fleets of the bench have. */
export const FLEET_URN = "urn:pulumi:test::shop::pulumi-nodejs:dynamic/kps:KeyPairFleet::web";

export async function fleetBench(
  servers: number,
  options: { readonly quirks?: Readonly<Record<string, unknown>> } = {},
): Promise<FleetBench> {
  const bench = await bindingBench(options.quirks === undefined ? {} : { quirks: options.quirks });
  const serverIds = Array.from({ length: servers }, (_, n) => `id-${n + 1}`);
  serverIds.forEach((id, n) =>
    bench.emulator.control.putServer(id, { name: `web-${n + 1}`, status: "ACTIVE", rootPassword: ROOT_PASSWORD }),
  );
  const withUrn = (inputs: PlainObject): PlainObject => ({ __provider: "stub", resourceUrn: FLEET_URN, ...inputs });
  const create = async (inputs: PlainObject): Promise<PlainObject> =>
    (await keyPairFleet.create(withUrn(inputs))).outs ?? {};
  const update = async (olds: PlainObject, inputs: PlainObject): Promise<PlainObject> =>
    (await keyPairFleet.update("web", olds, withUrn(inputs))).outs ?? {};
  return {
    emulator: bench.emulator,
    keys: bench.keys,
    configure: (changes) => bench.configure(changes),
    serverIds,
    create,
    createKept: (inputs) => keptBy(create(inputs)),
    update,
    updateKept: (olds, inputs) => keptBy(update(olds, inputs)),
    check: async (olds, inputs) => (await keyPairFleet.check(olds, withUrn(inputs))).failures ?? [],
    diff: async (olds, inputs) => (await keyPairFleet.diff("web", olds, withUrn(inputs))).changes ?? false,
    read: async (props) => (await keyPairFleet.read("web", props)).props ?? {},
    delete: (props) => keyPairFleet.delete("web", props),
    told: () => toldLines.splice(0).map(({ text }) => text),
    close: async () => {
      await providerProcess.declared.declareFleet({ serverIds: [], urn: FLEET_URN });
      await bench.close();
    },
  };
}

/** What `results` says of a server. */
export function resultOf(outs: PlainObject, serverId: string): PlainObject {
  return (outs["results"] as Record<string, PlainObject>)[serverId] ?? {};
}

/** Phases by server id, as "id-1 bound, id-2 failed". */
export function phasesOf(outs: PlainObject): string {
  return Object.entries(outs["results"] as Record<string, PlainObject>)
    .map(([id, { phase }]) => `${id} ${String(phase)}`)
    .join(", ");
}
