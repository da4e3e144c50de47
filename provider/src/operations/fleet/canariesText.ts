const MOST_NAMED = 3;

/**
 * Why the canaries of a run keep the other servers from being begun. Those that are bound and were not seen so in ECS are told
 * apart, with the ways out: the next run would go on to the next canary and stop there again.
 */
export function canariesText(canaries: number, notBound: readonly string[], unverified: readonly string[]): string {
  const parts = [
    { serverIds: notBound, are: "not bound" },
    { serverIds: unverified, are: "bound, but not verified in ECS" },
  ].filter(({ serverIds }) => serverIds.length > 0);
  const [first = "", ...others] = parts.map(({ serverIds, are }, n) => {
    const many = n === 0 ? `${serverIds.length} of ${canaries} canaries` : String(serverIds.length);
    return `${many} ${are} (${named(serverIds)})`;
  });
  const way =
    unverified.length === 0 ? "" : '; if ECS may not be read, allow ecs:cloudServers:get or set verify: "none"';
  return `${[first, ...others].join(", ")}: no other server was begun${way}`;
}

function named(serverIds: readonly string[]): string {
  return `${serverIds.slice(0, MOST_NAMED).join(", ")}${serverIds.length > MOST_NAMED ? ", ..." : ""}`;
}
