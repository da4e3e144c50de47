import { isPermissionDenied } from "../../client/apiErrors";
import { actionOf } from "../../diagnostics/iamActions";
import { serverText } from "../../diagnostics/serverText";
import { isUnbindStatus } from "../../tasks/taskStatus";
import type { RunningSnapshot } from "../../tasks/taskWatcher";
import { ECS_LATE_MS } from "../binding/evidence";
import { lookAtKnownServer } from "../binding/lookAtServer";
import { pause } from "../step/pause";
import type { StepContext } from "../step/stepContext";

const PACE_MS = 2_000;
/** So long it is waited for what may bind the pair and does not end, and for a list that is not whole, in ms. */
const PATIENCE_MS = 60_000;

/** The servers that running tasks put a key pair on, or may; in words. `doubt`: why there may be others. */
export interface BeingBound {
  readonly surely: readonly string[];
  readonly perhaps: readonly string[];
  /** Those that this process has let go after a change that may have left its key there. */
  readonly uncertain: readonly string[];
  readonly doubt: string | undefined;
}

/** A server where a task runs that may put the pair there. */
interface Suspect {
  /** Tells its task apart from others. */
  readonly key: string;
  readonly name: string;
  /** The key pair that the list names; empty where it names none. */
  readonly keyPairName: string;
  /** When a list showed it last (monotonic ms). */
  readonly listedAtMs: number;
}

/**
 * The servers that running tasks are putting a key pair on, as far as the list of these may be read: ECS names the pair there
 * once they have ended. The list may name the pair that a REPLACE takes off, and an entry may not be readable: such a task is
 * waited for until ECS shows another pair there than the list does, which then is what it has brought. So is a server that this
 * process has let go with the pair, until ECS must show it.
 */
export async function serversBeingBound(keyPairName: string, context: StepContext): Promise<BeingBound> {
  const uncertain = await uncertainServers(keyPairName, context);
  const sinceMs = context.monotonicMs();
  const suspects = new Map<string, Suspect>();
  const cleared = new Set<string>();
  let isTold = false;
  for (;;) {
    const list = await runningTasks(isTold, context);
    isTold ||= list === undefined;
    const surely = list === undefined ? [] : noteSuspects(list, keyPairName, suspects, cleared);
    if (surely.length + uncertain.length > 0) {
      return { surely, perhaps: [], uncertain, doubt: undefined };
    }
    const sentAtMs = list?.sentAtMs ?? Infinity;
    (await clearSuspects(suspects, sentAtMs, context)).forEach((key) => cleared.add(key));
    const isUnshown = await mayBeUnshown(keyPairName, context);
    const nowMs = context.monotonicMs();
    const doubt = list?.complete === false ? "the list of running tasks shows fewer entries than it counts" : undefined;
    const isOpen = doubt !== undefined || [...suspects.values()].some(({ listedAtMs }) => listedAtMs >= sentAtMs);
    const isOver = isOpen ? nowMs - sinceMs >= PATIENCE_MS * context.timeScale : suspects.size === 0;
    if (isOver && !isUnshown) {
      const perhaps = [...suspects].map(([id, { name }]) => serverText(name, id));
      return { surely: [], perhaps, uncertain: [], doubt };
    }
    const status = "waiting until it is sure which servers have it";
    context.progress({ doing: `key pair "${keyPairName}"`, status, sinceMs });
    await pause(PACE_MS * context.timeScale, `deleting key pair "${keyPairName}" was not tried`, context);
  }
}

/** The servers of which ECS never tells whether they have the key: until it shows that others have bound a third pair there. */
async function uncertainServers(keyPairName: string, context: StepContext): Promise<string[]> {
  const servers = context.unshownKeyPairs.uncertainOf(keyPairName).map(async ({ serverId, before }) => {
    const server = await lookAtKnownServer(serverId, "auto", context);
    if (server.known === "gone") {
      return [];
    }
    if (!server.known) {
      return [serverId];
    }
    const { name, keyPairName: shown = "" } = server;
    return before !== undefined && shown !== before && shown !== keyPairName ? [] : [serverText(name, serverId)];
  });
  return (await Promise.all(servers)).flat();
}

/** Whether a server may have the pair that was let go with it, and ECS does not show either yet. */
async function mayBeUnshown(keyPairName: string, context: StepContext): Promise<boolean> {
  const servers = context.unshownKeyPairs.serversOf(keyPairName, context.monotonicMs());
  const looks = await Promise.all(servers.map((serverId) => lookAtKnownServer(serverId, "auto", context)));
  return looks.some(
    (server) => !(server.known === true ? server.keyPairName === keyPairName : server.known === "gone"),
  );
}

/** Undefined where they may not be listed; that is said, once. */
async function runningTasks(isTold: boolean, context: StepContext): Promise<RunningSnapshot | undefined> {
  const { watcher, monotonicMs, deadlineMs, signal } = context;
  try {
    return await watcher.runningTasks({ sentAfterMs: monotonicMs(), deadlineMs, signal });
  } catch (error) {
    if (isPermissionDenied(error)) {
      if (!isTold) {
        context.notice(
          `the credentials may not read the list of running tasks (403; needs ${actionOf("ListRunningTask")}), so nobody can see whether the key pair is being bound to a server`,
        );
      }
      return undefined;
    }
    throw error;
  }
}

/** Returns the servers whose task names the pair, and notes those whose task may all the same put it there. */
function noteSuspects(
  { tasks, unreadable, sentAtMs: listedAtMs }: RunningSnapshot,
  keyPairName: string,
  suspects: Map<string, Suspect>,
  cleared: ReadonlySet<string>,
): string[] {
  const surely: string[] = [];
  const note = (key: string, ids: readonly string[], name: string, listed: string): void => {
    const [id] = ids;
    if (listed === keyPairName) {
      surely.push(serverText(name, id ?? "one that the list does not name"));
    } else if (id !== undefined && !cleared.has(key)) {
      suspects.set(id, { key, name, keyPairName: listed, listedAtMs });
    }
  };
  tasks
    .filter(({ operateType }) => !isUnbindStatus(operateType))
    .forEach(({ taskId, serverId, taskTime, serverName, keyPairName: listed }) =>
      note(`${taskId} ${serverId} ${taskTime}`, [serverId || taskId], serverName, listed),
    );
  unreadable.forEach(({ key, names, keyPairName: listed = "" }) => note(key, names, "", listed));
  return surely;
}

/**
 * Takes away those where ECS shows another pair than the list, and those whose task has left it so long ago that ECS would.
 * Returns their keys.
 */
async function clearSuspects(
  suspects: Map<string, Suspect>,
  listSentAtMs: number,
  context: StepContext,
): Promise<string[]> {
  const cleared: string[] = [];
  await Promise.all(
    [...suspects].map(async ([id, { key, keyPairName, listedAtMs }]) => {
      const server = await lookAtKnownServer(id, "auto", context);
      const isOther = server.known === true && keyPairName !== "" && server.keyPairName !== keyPairName;
      if (server.known === "gone" || isOther || listSentAtMs - listedAtMs >= ECS_LATE_MS * context.timeScale) {
        suspects.delete(id);
        cleared.push(key);
      }
    }),
  );
  return cleared;
}
