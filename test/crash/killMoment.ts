import { setTimeout as delay } from "node:timers/promises";
import type { Emulator, RequestRow } from "../emulator/src/index";
import type { Kill } from "./history";

const POSTS = new Set(["AssociateKeypair", "DisassociateKeypair"]);
const LOOKS = new Set(["ListRunningTask", "ShowServer", "ListKeypairDetail"]);
const PACE_MS = 1;

/** What a kill waits for besides what the service sees. */
export interface Watched {
  readonly emulator: Emulator;
  /** How long a task takes, in ms. */
  readonly taskMs: number;
  /** Whether the watched call has answered. */
  readonly answered: () => boolean;
  /** Whether all calls have answered, so that no moment can come any more. */
  readonly over: () => boolean;
}

/** Prepares what makes the moment possible: a POST that takes its time, or a reply that is lost. */
export function arm({ moment, delayMs }: Kill, emulator: Emulator): void {
  if (moment !== "post" && moment !== "lostReply") {
    return;
  }
  for (const operation of POSTS) {
    emulator.control.fault(moment === "post" ? { operation, delayMs: 10 + delayMs } : { operation, cut: "after" });
  }
}

/** Resolves to true when the kill's moment has come, its delay included, and to false when the calls ended without it. */
export async function momentOf(kill: Kill, watched: Watched): Promise<boolean> {
  const { control } = watched.emulator;
  const rowsBefore = control.requests().length;
  const tasksBefore = control.state().tasks.length;
  const has = (fits: (row: RequestRow) => boolean): boolean => control.requests().slice(rowsBefore).some(fits);
  const accepted = (): boolean =>
    has((row) => POSTS.has(row.operation) && row.accepted && row.serverId === kill.serverId);
  const come: Record<Kill["moment"], () => boolean> = {
    start: () => true,
    look: () => has((row) => LOOKS.has(row.operation)),
    post: () => has((row) => POSTS.has(row.operation)),
    lostReply: () => has((row) => POSTS.has(row.operation) && row.accepted),
    accepted,
    midway: accepted,
    ended: () =>
      control
        .state()
        .tasks.slice(tasksBefore)
        .some(({ serverId, endedAt }) => serverId === kill.serverId && endedAt !== undefined),
    answer: watched.answered,
  };
  while (!come[kill.moment]()) {
    if (watched.over()) {
      return false;
    }
    await delay(PACE_MS);
  }
  // On its way means on its way, and the answer is lost at once or not at all.
  const atOnce = kill.moment === "answer" || kill.moment === "post";
  await delay(atOnce ? 0 : kill.delayMs + (kill.moment === "midway" ? watched.taskMs / 2 : 0));
  return kill.moment === "answer" || !watched.over();
}
