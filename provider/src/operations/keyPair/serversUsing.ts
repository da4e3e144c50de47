import { isPermissionDenied } from "../../client/apiErrors";
import { listServers } from "../../client/ecs/listServers";
import type { ServerKey } from "../../client/ecs/serverKeyWire";
import { actionOf } from "../../diagnostics/iamActions";
import { serverText } from "../../diagnostics/serverText";
import { enumerated } from "../../diagnostics/text/enumerated";
import type { StepContext } from "../step/stepContext";

const PAGE_SIZE = 100;
/** Pages in a row that bring nothing new until a list is given up: one may be due to servers that came meanwhile. */
const IDLE_PAGES = 2;
/** Times the list is read at most: servers that come and go while its pages are read make it look incomplete. */
const PASSES = 2;

/** The servers that ECS has a key pair on record for, or why that cannot be checked, and what would let it be. */
export type KeyPairUse = { known: true; servers: readonly ServerKey[] } | { known: false; why: string; wayOut: string };

/**
 * Which servers of the project use a key pair, from all pages of the list of servers. That none does is known only of a
 * list that is complete and readable as far as key pairs go. A missing permission (403) is an answer; every other error
 * is thrown as it came.
 */
export async function serversUsing(
  keyPairName: string,
  context: Pick<StepContext, "cloud" | "deadlineMs" | "signal">,
): Promise<KeyPairUse> {
  try {
    for (let pass = 1; ; pass += 1) {
      const { keys, fault } = await readServerKeys(context);
      const servers = keys.filter(({ keyName }) => keyName === keyPairName);
      if (servers.length > 0 || fault === undefined) {
        return { known: true, servers };
      }
      if (pass === PASSES) {
        return {
          known: false,
          why: fault,
          wayOut: "run this again later, or look for such servers in the ECS console",
        };
      }
    }
  } catch (error) {
    if (isPermissionDenied(error)) {
      return {
        known: false,
        why: `the credentials may not list the servers in ECS (403; needs ${actionOf("ListServersDetails")})`,
        wayOut: "allow what the problem names, so that servers can be looked for",
      };
    }
    throw error;
  }
}

/** The key pairs of all servers, and what keeps the list from saying that these are all; undefined when nothing does. */
async function readServerKeys({
  cloud,
  deadlineMs,
  signal,
}: Pick<StepContext, "cloud" | "deadlineMs" | "signal">): Promise<{
  keys: readonly ServerKey[];
  fault: string | undefined;
}> {
  const keys = new Map<string, ServerKey>();
  const unreadable = new Set<string>();
  const seen = (): number => keys.size + unreadable.size;
  let most = 0;
  let countsList = false;
  let ended = false;
  let limit = PAGE_SIZE;
  for (let page = 1, idle = 0; !ended && idle < IDLE_PAGES; page += 1) {
    const list = await listServers(cloud, { limit, offset: page }, { deadlineMs, signal });
    if (page === 1 && list.shown > 0) {
      // A service that caps its pages may still count them off by the limit that it was asked for.
      limit = Math.min(PAGE_SIZE, list.shown);
    }
    const before = seen();
    list.keys.forEach((key) => keys.set(key.id, key));
    list.unreadable.forEach(({ key }) => unreadable.add(key));
    idle = seen() > before ? 0 : idle + 1;
    most = Math.max(most, list.count ?? 0);
    // A count that never was more than its page may count the page alone, which the service may cap.
    countsList ||= list.count !== undefined && list.count > list.shown && list.shown > 0;
    ended = list.shown === 0 || (countsList && seen() === list.count && seen() === most);
  }
  return { keys: [...keys.values()], fault: faultOf(ended, seen(), most, unreadable.size) };
}

function faultOf(ended: boolean, seen: number, announced: number, unreadable: number): string | undefined {
  if (seen < announced) {
    return `the list of servers in ECS shows ${seen} of the ${announced} servers that it counts`;
  }
  if (!ended) {
    return "the list of servers in ECS has no end: it shows the same page over and over";
  }
  return unreadable === 0
    ? undefined
    : `the list of servers in ECS has ${unreadable === 1 ? "an entry" : `${unreadable} entries`} without a readable id or key pair`;
}

/** Whether servers use a key pair, as far as anybody can tell. */
export function mayBeUsed(use: KeyPairUse): boolean {
  return !use.known || use.servers.length > 0;
}

/** Who uses a key pair, as the end of a sentence. */
export function useText(use: KeyPairUse): string {
  return use.known
    ? `used by ${enumerated(use.servers.map((server) => serverText(server.name, server.id)))}`
    : `whether servers use it cannot be checked: ${use.why}`;
}
