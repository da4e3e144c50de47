import { isPermissionDenied } from "../../client/apiErrors";
import { listServers } from "../../client/ecs/listServers";
import type { Server } from "../../client/ecs/serverWire";
import { actionOf } from "../../diagnostics/iamActions";
import { serverText } from "../../diagnostics/serverText";
import { enumerated } from "../../diagnostics/text/enumerated";
import type { StepContext } from "../step/stepContext";

const PAGE_SIZE = 100;

/** The servers that ECS has a key pair on record for, or why that cannot be checked. */
export type KeyPairUse = { known: true; servers: Server[] } | { known: false; why: string };

/**
 * Which servers of the project use a key pair, from all pages of the list of servers. A missing permission (403) is an
 * answer; every other error is thrown as it came.
 */
export async function serversUsing(
  keyPairName: string,
  context: Pick<StepContext, "cloud" | "deadlineMs" | "signal">,
): Promise<KeyPairUse> {
  const seen = new Map<string, Server>();
  try {
    for (let page = 1; ; page += 1) {
      const { count, servers } = await listServers(
        context.cloud,
        { limit: PAGE_SIZE, offset: page },
        { deadlineMs: context.deadlineMs, signal: context.signal },
      );
      const before = seen.size;
      servers.forEach((server) => seen.set(server.id, server));
      // A short page need not be the last (the service may cap it); one that brings nothing new is, whatever the count
      // says: servers come and go while pages are read.
      if (seen.size === before || (count !== undefined && seen.size >= count)) {
        return { known: true, servers: [...seen.values()].filter(({ keyName }) => keyName === keyPairName) };
      }
    }
  } catch (error) {
    if (isPermissionDenied(error)) {
      return {
        known: false,
        why: `the credentials may not list the servers in ECS (403; needs ${actionOf("ListServersDetails")})`,
      };
    }
    throw error;
  }
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
