import fc from "fast-check";
import type { BindingRecord } from "../../../provider/src/model/bindingRecord";
import type { FleetServer } from "../../../provider/src/model/fleet/fleetServer";
import { packResults } from "../../../provider/src/operations/fleet/packResults";
import { unpackResults } from "../../../provider/src/operations/fleet/unpackResults";

const FINGERPRINT = "ab:".repeat(15) + "cd";
const PUBLIC_KEY = `ssh-rsa ${"A".repeat(540)}`;
const task = "11111111-2222-3333-4444-555555555555";

const bound: BindingRecord = {
  phase: "bound",
  operation: "REPLACE",
  taskId: task,
  taskStatus: "SUCCESS_REPLACE",
  startedAt: "2026-11-26T14:00:00.000Z",
  finishedAt: "2026-11-26T14:00:34.250Z",
  keyPairFingerprint: FINGERPRINT,
  boundPublicKey: PUBLIC_KEY,
  boundKeyPairName: "operations-2026-europe",
  previousKeyPairName: "operations-2025-europe",
  made: { name: "operations-2026-europe", fingerprint: FINGERPRINT, by: "0123456789abcdef0123456789abcdef" },
  adopted: false,
  tookOver: false,
  verified: true,
};

const failed: BindingRecord = {
  ...bound,
  phase: "failed",
  taskStatus: "FAILED_REPLACE",
  attempt: {
    keyPairName: "operations-2027-europe",
    operation: "REPLACE",
    taskId: task,
    sentAt: "2026-11-26T14:00:00.000Z",
    before: "operations-2026-europe",
    tried: ["private key SHA256:abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"],
  },
  keyUncertain: true,
  failure: {
    taskId: task,
    operation: "REPLACE",
    message: "Update public key error, the key on the server is another one",
    match: "exact",
  },
};

/** Without what an object holds as undefined, which state cannot. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function idOf(n: number): string {
  return `00000000-0000-0000-0000-${String(n).padStart(12, "0")}`;
}

function fleetOf(server: (n: number) => FleetServer): Map<string, FleetServer> {
  return new Map(Array.from({ length: 50 }, (_, n) => [idOf(n), server(n)]));
}

it("keeps each server within 450 bytes, and public keys once", () => {
  const servers = fleetOf((n) =>
    n % 2 === 0
      ? { phase: "bound", record: bound, triggers: "0123456789ab" }
      : {
          phase: "failed",
          record: failed,
          failure: { message: failed.failure?.message ?? "" },
          triggers: "0123456789ab",
        },
  );
  const packed = packResults(servers);
  for (const [id, result] of Object.entries(packed.results)) {
    expect(Buffer.byteLength(JSON.stringify({ [id]: result })) - 2).toBeLessThanOrEqual(450);
  }
  expect(packed.publicKeys).toEqual({ [FINGERPRINT]: PUBLIC_KEY });
  expect(JSON.stringify(packed).split(PUBLIC_KEY)).toHaveLength(2);
});

it("keeps a server within its bytes that remembers many ways in, alone in its fleet", () => {
  const tried = Array.from({ length: 12 }, (_, n) => `key ${String(n).padStart(2, "0")}:${"ab:".repeat(14)}cd`);
  const { attempt = { keyPairName: "", operation: "BIND", sentAt: "" } } = failed;
  const record = { ...failed, attempt: { ...attempt, tried }, failure: undefined };
  const servers = new Map<string, FleetServer>([[idOf(1), { phase: "waiting", record }]]);
  const packed = packResults(servers);
  expect(Buffer.byteLength(JSON.stringify(packed.results)) - 2).toBeLessThanOrEqual(450);
  expect(plain(unpackResults(packed).get(idOf(1))?.record.attempt?.tried)).toEqual(tried);
});

it("keeps a server within its bytes that has every flag and a reason that is too short to be cut", () => {
  const record: BindingRecord = {
    ...failed,
    boundKeyPairName: undefined,
    previousKeyPairName: "kp-a",
    made: { name: "kp-b", fingerprint: FINGERPRINT, by: undefined },
    passwordDisabled: true,
    tookOver: true,
    adopted: true,
    verified: false,
    attempt: {
      keyPairName: "kp-b",
      operation: "REPLACE",
      taskId: task,
      sentAt: "2026-11-26T14:00:00.000Z",
      exchangeEndedAt: "2026-11-26T14:00:01.000Z",
      fingerprint: FINGERPRINT,
      before: "kp-a",
      tried: ["key one of two", "key two of two"],
    },
  };
  const failure = { message: "Update public key error", match: "probable" } as const;
  const servers = new Map<string, FleetServer>([
    [idOf(1), { phase: "failed", record, found: "kp-c", failure, triggers: "0123456789ab" }],
    [idOf(2), { phase: "bound", record: bound, found: undefined, failure: undefined, triggers: undefined }],
  ]);
  const packed = packResults(servers);
  for (const [id, result] of Object.entries(packed.results)) {
    expect(Buffer.byteLength(JSON.stringify({ [id]: result })) - 2).toBeLessThanOrEqual(450);
  }
  const rest = { ...record, failure: undefined };
  expect(plain(unpackResults(packed).get(idOf(1)))).toMatchObject(
    plain({ phase: "failed", found: "kp-c", failure, triggers: "0123456789ab", record: rest }) as object,
  );
  const damaged = unpackResults({ ...packed, sharedTexts: packed.sharedTexts.map(() => "no JSON") });
  expect(damaged.get(idOf(1))).toMatchObject({ phase: "failed", failure });
});

it.each([64, 255])(
  "keeps a server with names of %d characters within its bytes, but for what they have over 64",
  (length) => {
    const name = (letter: string): string => letter.repeat(length);
    const attempt = { ...(failed.attempt ?? { operation: "REPLACE", sentAt: "", tried: [] }), keyPairName: name("c") };
    const record: BindingRecord = {
      ...failed,
      boundKeyPairName: name("b"),
      previousKeyPairName: name("p"),
      made: { name: name("m"), fingerprint: FINGERPRINT, by: "0123456789abcdef0123456789abcdef" },
      attempt: { ...attempt, before: name("b") },
    };
    const failure = { message: "Update public key error", code: "KPS.6021", match: "probable" } as const;
    const id = name("i");
    const { results } = packResults(
      new Map([[id, { phase: "failed", record, found: name("f"), failure, triggers: "0123456789ab" }]]),
    );
    expect(Buffer.byteLength(JSON.stringify(results)) - 2).toBeLessThanOrEqual(450 + 2 * (length - 64));
  },
);

it("keeps a server within its bytes whose failure has a code without end", () => {
  const failure = { message: "Login failed ".repeat(50), code: `KPS.${"9".repeat(4_000)}` };
  const packed = packResults(new Map([[idOf(1), { phase: "failed", record: failed, failure }]]));
  expect(Buffer.byteLength(JSON.stringify(packed.results)) - 2).toBeLessThanOrEqual(450);
  expect(unpackResults(packed).get(idOf(1))?.failure?.code).toMatch(/^KPS\.9{60}\.\.\.$/);
});

it("leaves out of a damaged record what cannot be read, and calls the key uncertain where that is a change", () => {
  const { results, ...shared } = packResults(new Map([["s-1", { phase: "bound", record: bound }]]));
  const unpacked = (changes: object): FleetServer | undefined => {
    const [result = { phase: "bound", keyPairName: "" } as const] = Object.values(results);
    return unpackResults({ ...shared, results: { "s-1": { ...result, ...changes } } }).get("s-1");
  };
  const record = results["s-1"]?.record ?? {};
  expect(plain(unpacked({ record: { ...record, v: "x", pd: 3 } })?.record)).toEqual(plain(bound));
  expect(unpacked({ record: { ...record, a: { k: "kp-a" } } })?.record).toMatchObject({ ...bound, keyUncertain: true });
  for (const damage of [{ startedAt: "garbage" }, { seconds: 1e300 }]) {
    expect(unpacked(damage)?.record).toMatchObject({ phase: "bound", made: bound.made, finishedAt: undefined });
  }
});

it("cuts a reason that is too long, between characters", () => {
  const message = "the key \u{1F511} on the server is another one ".repeat(20);
  const servers = fleetOf(() => ({
    phase: "failed",
    record: {
      ...failed,
      failure: { ...(failed.failure ?? { taskId: task, operation: "BIND", match: "exact" }), message },
    },
    failure: { message },
  }));
  for (const [id, result] of Object.entries(packResults(servers).results)) {
    expect(Buffer.byteLength(JSON.stringify({ [id]: result })) - 2).toBeLessThanOrEqual(450);
    expect(result.failure?.message).toMatch(/^the key .*\.\.\.$/);
    expect(result.failure?.message.isWellFormed()).toBe(true);
  }
});

it("shows what a program wants to know", () => {
  const { results } = packResults(new Map([["s-1", { phase: "bound", record: bound }]]));
  expect(results["s-1"]).toMatchObject({
    phase: "bound",
    keyPairName: "operations-2026-europe",
    operation: "REPLACE",
    taskId: task,
    startedAt: "2026-11-26T14:00:00.000Z",
    seconds: 34.25,
  });
});

describe("a failed task that the visible part of a result does not tell", () => {
  const refused = { message: "not begun: the run was interrupted", refused: true } as const;
  const without = { ...failed, failure: undefined };

  it.each([
    ["of a server that was refused since", { phase: "failed", record: failed, failure: refused }],
    [
      "of a server that a run did not come to",
      { phase: "notBegun", record: failed, failure: { message: "disk full" } },
    ],
    ["of a server that could not be let go", { phase: "leaving", record: failed, failure: { message: "disk full" } }],
  ] as const)("%s is still known", (_, server) => {
    const packed = packResults(new Map([[idOf(1), server]]));
    const { failure } = unpackResults(packed).get(idOf(1))?.record ?? {};
    expect(failure).toMatchObject({ taskId: task, operation: "REPLACE", match: "exact" });
    expect(Buffer.byteLength(JSON.stringify(packed.results)) - 2).toBeLessThanOrEqual(450);
  });

  it("stays only probably ours", () => {
    const record = { ...failed, failure: { ...failed.failure, taskId: "another", match: "probable" } } as BindingRecord;
    const unpacked = unpackResults(packResults(new Map([["s-1", { phase: "leaving", record }]])));
    expect(unpacked.get("s-1")?.record.failure).toMatchObject({ taskId: "another", match: "probable" });
  });

  it("is not made up where nothing showed that it failed", () => {
    const server = { phase: "failed", record: without, failure: { message: "the service gives no reason" } } as const;
    expect(unpackResults(packResults(new Map([["s-1", server]]))).get("s-1")?.record.failure).toBeUndefined();
  });
});

const text = fc.oneof(
  fc.constantFrom("#1", "@k", "=x", "ops-2026", "ops-2025"),
  fc.string({ minLength: 1, maxLength: 12 }),
);
const time = fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }).map((ms) => new Date(ms).toISOString());
const operation = fc.constantFrom("BIND" as const, "RESET" as const, "REPLACE" as const);
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });

const record: fc.Arbitrary<BindingRecord> = fc.record({
  phase: fc.constantFrom("waiting" as const, "bound" as const, "failed" as const, "unbound" as const),
  operation: maybe(operation),
  taskId: maybe(text),
  taskStatus: maybe(fc.constantFrom("SUCCESS_BIND", "SUCCESS_RESET", "RUNNING_BIND")),
  startedAt: maybe(time),
  finishedAt: maybe(time),
  keyPairFingerprint: maybe(text),
  boundPublicKey: maybe(text),
  boundKeyPairName: maybe(text),
  attempt: maybe(
    fc.record({
      keyPairName: text,
      operation,
      taskId: maybe(text),
      sentAt: time,
      exchangeEndedAt: maybe(time),
      before: maybe(text),
      seenBefore: maybe(fc.array(text, { maxLength: 2 })),
      tried: fc.array(text, { maxLength: 2 }),
    }),
  ),
  made: maybe(fc.record({ name: text, fingerprint: maybe(text), by: maybe(text) }, { requiredKeys: ["name"] })),
  keyUncertain: maybe(fc.boolean()),
  passwordDisabled: maybe(fc.boolean()),
  previousKeyPairName: maybe(text),
  tookOver: maybe(fc.boolean()),
  adopted: maybe(fc.boolean()),
  verified: maybe(fc.boolean()),
});

const server: fc.Arbitrary<FleetServer> = fc.record({
  phase: fc.constantFrom(
    "bound" as const,
    "waiting" as const,
    "failed" as const,
    "notBegun" as const,
    "leaving" as const,
  ),
  record,
  found: maybe(text),
  failure: maybe(fc.record({ message: text, refused: fc.constant(true as const) })),
  triggers: maybe(text),
});

it("loses nothing of what the provider knows", () => {
  fc.assert(
    fc.property(fc.uniqueArray(server, { minLength: 1, maxLength: 6, selector: () => Symbol("each") }), (servers) => {
      const fleet = new Map(servers.map((each, n) => [`server-${n}`, each]));
      const unpacked = unpackResults(plain(packResults(fleet)) as ReturnType<typeof packResults>);
      for (const [id, each] of fleet) {
        const same = each.found === (each.record.boundKeyPairName ?? "");
        expect(plain(unpacked.get(id))).toEqual(plain(same ? { ...each, found: undefined } : each));
      }
    }),
    { numRuns: 150 },
  );
});
