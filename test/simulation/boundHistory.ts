import type { CallRecord } from "./callRecord";
import { History } from "./history";
import type { Keyring } from "./keyring";
import type { Plan } from "./plan";
import { serverId } from "./startSeed";

/** The server of the history. */
export const BOUND = serverId(0);

/** One server, which one run binds to "kp-a". */
export const bindOnce: Plan = {
  seed: 1,
  signs: false,
  timeScale: 0.07,
  parts: [
    {
      kind: "server",
      start: { status: "ACTIVE", hasPassword: true },
      traits: { auth: "right", timeout: "5m" },
      pair: "kp-a",
    },
  ],
};

/** A history in which all is right: what is wrong about it is made up afterwards; and the call that bound its server. */
export async function boundHistory(keyring: Keyring): Promise<{ history: History; bound: CallRecord }> {
  const history = new History(bindOnce, keyring);
  await history.time.until(history.up());
  const bound = history.calls.find(({ kind, verb }) => kind === "keyPairBinding" && verb === "create");
  if (bound?.end.how !== "done") {
    throw new Error("the server was not bound");
  }
  return { history, bound };
}

/** The same call, which was answered with these outputs besides. */
export function answeredWith(call: CallRecord, outputs: object): CallRecord {
  const { end } = call;
  return end.how === "done" ? { ...call, end: { ...end, outputs: { ...end.outputs, ...outputs } } } : call;
}
