/** One text that a person can meet, under a title that says when. */
export interface Entry {
  readonly title: string;
  readonly text: string;
}

/** Texts that belong together. */
export interface Chapter {
  readonly heading: string;
  readonly entries: readonly Entry[];
}

/** The message a call rejects with; fails when it resolves. A kept resource shows its reason. */
export async function messageOf(call: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof call === "function" ? call() : call);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("the call was to fail, and did not");
}

/** What differs from run to run, written the same: addresses, ids, keys, times. */
export function steady(text: string): string {
  return (
    text
      .replaceAll(/127\.0\.0\.1:\d+/g, "kps.cn-north-4.myhuaweicloud.com")
      .replaceAll(/[0-9a-f]{2}(:[0-9a-f]{2}){15}/g, "d4:1d:8c:...")
      .replaceAll(/\b(?!4116467c)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, "1111...")
      .replaceAll(/(request id|project|projects\/|\/v3\/) ?[0-9a-f]{32}/g, (_, before: string) =>
        before.endsWith("/") ? `${before}2222...` : `${before} 2222...`,
      )
      .replaceAll(/user [0-9a-f]{32}/g, "user 3333...")
      .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?Z/g, "2026-11-21 02:46:15Z")
      .replaceAll(/\(\d+ times\)/g, "(7 times)")
      // A slow machine may miss an answer.
      .replaceAll(/timeout \(.{1,20}?\), |, timeout \(.{1,20}?\)/g, "")
      .replaceAll("RUNNING_BIND (once)", "RUNNING_BIND (7 times)")
      .replaceAll(/took \d+ s/g, "took 34 s")
      .replaceAll(/\/[^\s,]*kps-messages-[^/\s,]+/g, "/home/alice/.ssh")
  );
}
