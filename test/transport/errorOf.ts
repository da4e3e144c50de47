/** What a promise rejects with; fails the test when it does not. */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ("error" in outcome) {
    return outcome.error;
  }
  throw new Error(`resolved to ${JSON.stringify(outcome.value)}`);
}
