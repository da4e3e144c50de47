import { mayHaveBeenAccepted } from "../../provider/src/transport/mayHaveBeenAccepted";
import { decideRetry } from "../../provider/src/transport/retryDecision";
import { ServiceError } from "../../provider/src/transport/serviceError";
import { TransportError } from "../../provider/src/transport/transportError";
import type { TransportFault } from "../../provider/src/transport/transportError";

const attempted = { service: "KPS", operation: "AssociateKeypair", method: "POST", host: "kms.example", path: "/v3/p" };

function refused(status: number, retryAfterMs?: number): ServiceError {
  return new ServiceError({ ...attempted, status, retryAfterMs });
}

function broken(kind: TransportFault["kind"], accepted: "no" | "unknown"): TransportError {
  return new TransportError({ ...attempted, kind, accepted, detail: "failed" });
}

// error, may have been accepted, a read is tried again, a change is tried again
const table: [string, unknown, boolean, boolean, boolean][] = [
  ["name not found", broken("dns", "no"), false, true, true],
  ["connection refused", broken("refused", "no"), false, true, true],
  ["certificate not accepted", broken("tls", "no"), false, false, false],
  ["TLS broke later", broken("tls", "unknown"), true, false, false],
  ["reset", broken("reset", "unknown"), true, true, false],
  ["timeout", broken("timeout", "unknown"), true, true, false],
  ["HTML with 200", broken("unreadable", "unknown"), true, true, false],
  ["redirect", broken("redirect", "unknown"), true, false, false],
  ["too large", broken("tooLarge", "unknown"), true, false, false],
  ["stopped before it was sent", broken("aborted", "no"), false, false, false],
  ["stopped on its way", broken("aborted", "unknown"), true, false, false],
  ["400", refused(400), false, false, false],
  ["401", refused(401), false, false, false],
  ["403", refused(403), false, false, false],
  ["404", refused(404), false, false, false],
  ["429", refused(429), false, true, true],
  ["500", refused(500), true, true, false],
  ["501", refused(501), true, false, false],
  ["502", refused(502), true, true, false],
  ["503", refused(503), true, true, false],
  ["504", refused(504), true, true, false],
  ["202 that says FAILED", new ServiceError({ ...attempted, status: 202, accepted: "no" }), false, false, false],
  ["202 without a task", new ServiceError({ ...attempted, status: 202, accepted: "unknown" }), true, false, false],
  ["something unforeseen", new Error("?"), true, false, false],
];

describe.each(table)("%s", (_name, error, accepted, readAgain, changeAgain) => {
  test("may have been accepted or not", () => {
    expect(mayHaveBeenAccepted(error)).toBe(accepted);
  });

  test.each([
    ["safe", readAgain],
    ["never", changeAgain],
  ] as const)("decides on a request of kind %s", (repeat, again) => {
    const decision = decideRetry({ error, attempt: 1, repeat, nowMs: 0, random: 0.5 });

    expect(decision.kind).toBe(again ? "retry" : "giveUp");
  });
});

test("waits between half a second and ten, longer with every try", () => {
  const delays = [1, 2, 3, 4].flatMap((attempt) =>
    [0, 0.999999].map((random) => {
      const decision = decideRetry({ error: refused(503), attempt, repeat: "safe", nowMs: 0, random });
      return decision.kind === "retry" ? Math.round(decision.delayMs) : NaN;
    }),
  );

  expect(delays).toEqual([500, 1000, 500, 2000, 500, 4000, 500, 8000]);
});

test("gives up after five tries, or after as many as allowed", () => {
  const failed = { error: refused(503), repeat: "safe", nowMs: 0, random: 0 } as const;

  expect(decideRetry({ ...failed, attempt: 5 })).toEqual({ kind: "giveUp" });
  expect(decideRetry({ ...failed, attempt: 1, attempts: 1 })).toEqual({ kind: "giveUp" });
  expect(decideRetry({ ...failed, attempt: 6, attempts: 7 }).kind).toBe("retry");
});

test("a throttled request with a deadline is tried as often as fits, and never past the deadline", () => {
  const failed = { error: refused(429), repeat: "never", nowMs: 100_000, random: 0 } as const;

  expect(decideRetry({ ...failed, attempt: 50, deadlineMs: 101_000 }).kind).toBe("retry");
  expect(decideRetry({ ...failed, attempt: 50, deadlineMs: 100_400 }).kind).toBe("giveUp");
});

test("obeys Retry-After in full up to the deadline, and no more than a minute without one", () => {
  const failed = { attempt: 1, repeat: "safe", nowMs: 0, random: 0 } as const;

  expect(decideRetry({ ...failed, error: refused(503, 30_000) })).toEqual({ kind: "retry", delayMs: 30_000 });
  expect(decideRetry({ ...failed, error: refused(503, 0) })).toEqual({ kind: "retry", delayMs: 500 });
  expect(decideRetry({ ...failed, error: refused(429, 60_000) })).toEqual({ kind: "retry", delayMs: 60_000 });
  expect(decideRetry({ ...failed, error: refused(503, 90_000) })).toEqual({ kind: "giveUp" });
  expect(decideRetry({ ...failed, error: refused(503, 90_000), deadlineMs: 100_000 }).kind).toBe("retry");
  expect(decideRetry({ ...failed, error: refused(503, 90_000), deadlineMs: 80_000 }).kind).toBe("giveUp");
});
