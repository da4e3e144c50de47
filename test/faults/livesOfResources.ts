import type { PlainObject } from "../../provider/src/model/plainObject";
import type { handlersOf } from "../../provider/src/handlers/handlers";
import type { Emulator } from "../emulator/src/index";

type Handlers = ReturnType<typeof handlersOf>;
type Said = (call: () => Promise<object | undefined>) => Promise<PlainObject>;

/** What resources live in. */
export interface Stage {
  readonly handlers: Handlers;
  readonly timeouts: PlainObject;
  /** Makes a call, notes whatever it says, and gives its answer or what was kept. */
  readonly said: Said;
  readonly emulator: Emulator;
  /** Of the key pair that is imported. */
  readonly publicKey: string;
}

/** The servers of the fleet. */
export const FLEET = ["fleet-1", "fleet-2"];

/** Calls of handlers, as the engine makes them, from the first check to the end: of a binding, a key pair and a gate, or of a fleet. */
export const lives = {
  resources: async ({ handlers, timeouts, said, emulator, publicKey }: Stage): Promise<void> => {
    await Promise.all([
      bindingLife(handlers.keyPairBinding, timeouts, said, emulator),
      pairLife(handlers.keyPair, timeouts, said, emulator, publicKey),
      gateLife(handlers.dmsTaskGate, timeouts, said),
    ]);
  },
  fleet: ({ handlers, timeouts, said, emulator }: Stage): Promise<void> =>
    fleetLife(handlers.keyPairFleet, timeouts, said, emulator),
} as const;

/** Whose life. */
export type Whose = keyof typeof lives;

async function bindingLife(
  binding: Handlers["keyPairBinding"],
  timeouts: PlainObject,
  said: Said,
  emulator: Emulator,
): Promise<void> {
  const urn = "urn:pulumi:dev::shop::kps::web";
  const auth = [{ passwordEnv: "ROOT_PASSWORD" }, { password: "another-Passw0rd!" }];
  const inputs = { __provider: "stub", resourceUrn: urn, serverId: "server-1", auth, timeouts };
  emulator.control.taskScript({ serverId: "server-1", outcome: "fail", errorCode: "KPS.0042", errorMessage: "no" });
  const news = { ...inputs, keyPairName: "kp-a" };
  await said(() => binding.check({}, news));
  const failed = await said(() => binding.create(news));
  const bound = await said(() => binding.update("server-1", outsOf(failed, news), news));
  await said(() => binding.read("server-1", outsOf(bound, news)));
  emulator.control.fault({
    operation: "ShowServer",
    status: 403,
    body: { error: { code: "Ecs.0013", message: "no" } },
  });
  await said(() => binding.read("server-1", outsOf(bound, news)));
  emulator.control.putServer("server-1", { keyPairName: "kp-b" });
  await said(() => binding.read("server-1", outsOf(bound, news)));
  const other = { ...inputs, keyPairName: "kp-b", replaces: ["kp-a"] };
  await said(() => binding.diff("server-1", outsOf(bound, news), other));
  emulator.control.fault({
    operation: "AssociateKeypair",
    status: 400,
    body: { error_code: "KPS.0002", error_msg: "no" },
  });
  await said(() => binding.update("server-1", outsOf(bound, news), other));
  await said(() => nothing(binding.delete("server-1", { ...outsOf(bound, news), onDelete: "unbind" })));
}

async function pairLife(
  pair: Handlers["keyPair"],
  timeouts: PlainObject,
  said: Said,
  emulator: Emulator,
  publicKey: string,
): Promise<void> {
  const urn = "urn:pulumi:dev::shop::kps::ops";
  const news = { __provider: "stub", resourceUrn: urn, name: "ops", publicKey, description: "d", timeouts };
  await said(() => pair.check({}, news));
  const made = await said(() => pair.create(news));
  emulator.control.fault({
    operation: "ListKeypairDetail",
    path: "ops",
    status: 400,
    body: { error_code: "KPS.4016", error_msg: "no" },
  });
  await said(() => pair.read("ops", outsOf(made, news)));
  await said(() => pair.create({ ...news, adopt: "ifIdentical" }));
  await said(() => pair.update("ops", outsOf(made, news), { ...news, description: "other" }));
  await said(() => nothing(pair.delete("ops", outsOf(made, news))));
}

/** One server is bound, the other's task fails; then another key pair, and an end. */
async function fleetLife(
  fleet: Handlers["keyPairFleet"],
  timeouts: PlainObject,
  said: Said,
  emulator: Emulator,
): Promise<void> {
  const urn = "urn:pulumi:dev::shop::kps::fleet";
  const auth = [{ passwordEnv: "ROOT_PASSWORD" }, { password: "another-Passw0rd!" }];
  const news = {
    __provider: "stub",
    resourceUrn: urn,
    servers: [...FLEET],
    keyPairName: "kp-a",
    auth,
    onDelete: "unbind",
    timeouts,
  };
  emulator.control.taskScript({ serverId: "fleet-2", outcome: "fail", errorCode: "KPS.0042", errorMessage: "no" });
  await said(() => fleet.check({}, news));
  const made = await said(() => fleet.create(news));
  await said(() => fleet.read("fleet", outsOf(made, news)));
  const other = { ...news, keyPairName: "kp-b" };
  await said(() => fleet.check(outsOf(made, news), other));
  await said(() => fleet.diff("fleet", outsOf(made, news), other));
  const changed = await said(() => fleet.update("fleet", outsOf(made, news), other));
  await said(() => nothing(fleet.delete("fleet", outsOf(changed, other))));
}

async function gateLife(gate: Handlers["dmsTaskGate"], timeouts: PlainObject, said: Said): Promise<void> {
  const urn = "urn:pulumi:dev::shop::kps::gate";
  const news = { __provider: "stub", resourceUrn: urn, instanceId: "kafka-1", timeouts };
  await said(() => gate.create(news));
  await said(() => gate.create({ ...news, onFailed: "report" }));
}

function outsOf(answer: PlainObject, inputs: PlainObject): PlainObject {
  return (answer["outs"] ?? inputs) as PlainObject;
}

async function nothing(call: Promise<void>): Promise<undefined> {
  await call;
}
