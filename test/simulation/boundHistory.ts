import type { CallRecord } from "./callRecord";
import { History } from "./history";
import type { Keyring } from "./keyring";
import type { Part, Plan } from "./plan";
import { playHistory } from "./playHistory";
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

/** The same, played until it comes to rest. */
export const bindAndRest: Plan = { ...bindOnce, parts: [...bindOnce.parts, { kind: "step", step: { do: "up" } }] };

/** A history in which all is right: what is wrong about it is made up afterwards; and the call that bound its server. */
export async function boundHistory(keyring: Keyring): Promise<{ history: History; bound: CallRecord }> {
  const history = new History(bindOnce, keyring);
  await history.time.until(history.up());
  const bound = bindOf(history);
  if (bound.end.how !== "done") {
    throw new Error("the server was not bound");
  }
  return { history, bound };
}

/** The same at rest, with more parts. Throws where it breaks a judgement. */
export async function restedHistory(
  keyring: Keyring,
  ...more: Part[]
): Promise<{ history: History; bound: CallRecord }> {
  const { history, violations } = await playHistory(
    { ...bindAndRest, parts: [...bindAndRest.parts, ...more] },
    keyring,
  );
  if (violations.length > 0) {
    throw new Error(`a history that was to be right is not: ${JSON.stringify(violations)}`);
  }
  return { history, bound: bindOf(history) };
}

function bindOf({ calls }: History): CallRecord {
  const bound = calls.find(({ kind, verb, id }) => kind === "keyPairBinding" && verb === "create" && id === BOUND);
  if (bound === undefined) {
    throw new Error("nothing was to bind the server");
  }
  return bound;
}

/** The same call, which was answered with these outputs besides. */
export function answeredWith(call: CallRecord, outputs: object): CallRecord {
  const { end } = call;
  return end.how === "done" ? { ...call, end: { ...end, outputs: { ...end.outputs, ...outputs } } } : call;
}
