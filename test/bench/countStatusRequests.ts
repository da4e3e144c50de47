const statusOperations = new Set(["ListKeypairTask", "ListRunningTask", "ListFailedTask"]);

/** Requests that look at tasks, alone or as a list. */
export function countStatusRequests(requests: readonly { readonly operation: string }[]): number {
  return requests.filter(({ operation }) => statusOperations.has(operation)).length;
}
