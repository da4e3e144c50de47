import type { dynamic } from "@pulumi/pulumi";
import { faultOf } from "../checkInputs";
import type { Claim } from "../declaredResources";

const MOST_NAMED = 10;

/** Whether the resource of this URN is a fleet, on either front. */
export function isFleetUrn(urn: string): boolean {
  return /kps:(index:)?KeyPairFleet::/.test(urn);
}

/** Refusals of servers that another resource has, one for each of those. The text names both. */
export function claimFailures(claims: readonly Claim[], urn: string): dynamic.CheckFailure[] {
  const byOther = new Map<string, string[]>();
  for (const { serverId, other } of claims) {
    byOther.set(other, [...(byOther.get(other) ?? []), serverId]);
  }
  return [...byOther].map(([other, ids]) =>
    faultOf(
      "",
      `${serversText(ids)} in two resources, this one (${urn}) and ${other}; a server has one key pair: leave it to one of them`,
    ),
  );
}

function serversText(ids: readonly string[]): string {
  const more = ids.length - MOST_NAMED;
  const named = `${ids.slice(0, MOST_NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return ids.length === 1 ? `server ${named} is` : `servers ${named} are`;
}
