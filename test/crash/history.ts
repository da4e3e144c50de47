import type { QuirksPatch } from "../emulator/src/index";
import { seededRandom, type Random } from "../emulator/src/world/random";
import type { HostedServer } from "../support/hostBench";

/** The changes of a binding's life, in their order. */
export const CHANGES = ["bind", "rotate", "unbind"] as const;
export type Change = (typeof CHANGES)[number];

/**
 * When the process is killed: as the calls begin, at the first look, with a POST on its way to the service, with its
 * reply lost, right after an accepted POST, midway through the task, after the task's end, or with the answer to the
 * engine lost.
 */
export const MOMENTS = ["start", "look", "post", "lostReply", "accepted", "midway", "ended", "answer"] as const;
export type Moment = (typeof MOMENTS)[number];

/** One kill -9. It strikes `delayMs` after its moment. */
export interface Kill {
  readonly change: Change;
  readonly moment: Moment;
  readonly delayMs: number;
  /** Whose call is watched. */
  readonly serverId: string;
}

/** Bindings that live side by side in one process after the other, and the kills that strike. */
export interface History {
  readonly seed: number;
  readonly servers: readonly HostedServer[];
  readonly changes: readonly Change[];
  readonly kills: readonly Kill[];
  /** How long each task of a change takes, in ms: many in which a kill strikes outlive the start of the next process. */
  readonly taskMs: Readonly<Record<Change, number>>;
  /** The provider's own deadline for a change; shorter than a task, so that waiting is resumed. */
  readonly timeout: string | undefined;
  readonly quirks: QuirksPatch;
}

/** The history of a seed: the same one each time. */
export function historyOf(seed: number): History {
  const random = seededRandom(seed * 7919 + 17);
  // The first numbers of neighbouring seeds resemble each other.
  for (let spent = 0; spent < 8; spent += 1) {
    random();
  }
  const servers = Array.from({ length: 1 + below(random, 3) }, (_, index) => ({
    id: `server-${index + 1}`,
    status: random() < 0.3 ? ("SHUTOFF" as const) : ("ACTIVE" as const),
  }));
  const changes = CHANGES.slice(0, pick(random, [1, 2, 2, 3]));
  const kills = Array.from({ length: 1 + below(random, 3) }, () => ({
    change: pick(random, changes),
    moment: pick(random, MOMENTS),
    delayMs: below(random, random() < 0.5 ? 4 : 60),
    serverId: pick(random, servers).id,
  }));
  const deadline = random() < 0.1;
  const taskMs = (change: Change): number => {
    const long = deadline ? change !== "unbind" : kills.some((kill) => kill.change === change) && random() < 0.6;
    return long ? 1_900 : 20 + below(random, 200);
  };
  return {
    seed,
    servers,
    changes,
    kills,
    taskMs: { bind: taskMs("bind"), rotate: taskMs("rotate"), unbind: taskMs("unbind") },
    timeout: deadline ? "1500ms" : undefined,
    quirks: quirksOf(random),
  };
}

function quirksOf(random: Random): QuirksPatch {
  const atStart = random() < 0.25;
  return {
    secondTask: pick(random, ["refuse", "queue", "run"] as const),
    keyNameChanges: atStart ? "atStart" : "atEnd",
    runningListDelayMs: !atStart && random() < 0.3 ? 30 : 0,
    keyNameStaleMs: random() < 0.3 ? 40 : 0,
    listTaskId: random() < 0.15 ? "server" : "task",
    associateStatus: random() < 0.3 ? 200 : 202,
    replaceListsKeyPair: random() < 0.3 ? "old" : "new",
  };
}

function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

function pick<T>(random: Random, values: readonly [T, ...T[]] | readonly T[]): T {
  const picked = values[below(random, values.length)];
  if (picked === undefined) {
    throw new Error("there is nothing to pick from");
  }
  return picked;
}
