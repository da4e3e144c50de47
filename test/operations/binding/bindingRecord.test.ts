import type { Attempt, BindingRecord } from "../../../provider/src/model/bindingRecord";
import { made } from "../../../provider/src/operations/binding/bindingRecord";
import type { Sent } from "../../../provider/src/operations/binding/sent";
import { sentChange } from "./sentChange";

const SENT_AT = "2026-01-15T09:00:00.000Z";

const reset = sentChange({
  operation: "RESET",
  online: false,
  before: "kp-a",
  sentAtServiceMs: Date.parse(SENT_AT),
  endedAtServiceMs: Date.parse(SENT_AT),
  taskId: "t-1",
  acknowledged: true,
});

const key = { keyPairName: "kp-a", fingerprint: undefined, publicKey: undefined };
const end = { verified: true, finishedAt: SENT_AT, by: undefined, passwordDisabled: false, keyUncertain: false };

/** Whether a bind took over somebody else's pair where an attempt with this one is all that state knows. */
function tookOver(attempt: Pick<Attempt, "operation" | "before"> | undefined): boolean | undefined {
  const record = {
    phase: "waiting" as const,
    ...(attempt && { attempt: { keyPairName: "kp-a", sentAt: SENT_AT, tried: [], ...attempt } }),
  };
  return made(record, key, reset, end).tookOver;
}

it.each<[string, Parameters<typeof tookOver>[0], boolean]>([
  ["an attempt on a server without a key pair has left what is there", { operation: "BIND", before: "" }, false],
  ["where ECS was not asked, nobody knows what was there before the attempt", { operation: "BIND" }, true],
  [
    "an attempt on a server with a key pair was made over somebody else's",
    { operation: "RESET", before: "kp-a" },
    true,
  ],
  ["without an attempt what is there is somebody else's", undefined, true],
])("%s", (_name, attempt, expected) => {
  expect(tookOver(attempt)).toBe(expected);
});

it("a bind of a server that ECS showed without a key pair takes over nothing, whatever the word of its task", () => {
  const bind: Sent = { ...reset, operation: "BIND", before: "" };
  expect(made({ phase: "unbound" }, key, bind, { ...end, taskStatus: "SUCCESS_RESET" }).tookOver).toBe(false);
});

it.each<[string, string | undefined, BindingRecord, boolean]>([
  ["a bind takes over nothing", "SUCCESS_BIND", { phase: "unbound" }, false],
  ["a bind whose task was not seen takes over nothing", undefined, { phase: "unbound" }, false],
  ["a bind that the service carried out as RESET has taken over a pair", "SUCCESS_RESET", { phase: "unbound" }, true],
  [
    "unless that was ours",
    "SUCCESS_REPLACE",
    { phase: "bound", boundKeyPairName: "kp-b", made: { name: "kp-b" }, tookOver: false },
    false,
  ],
])("%s", (_name, taskStatus, record, expected) => {
  const bind: Sent = { ...reset, operation: "BIND", before: undefined };
  expect(made(record, key, bind, { ...end, taskStatus }).tookOver).toBe(expected);
});

it("a bind of which nobody can tell the key takes away the key of before", () => {
  const record: BindingRecord = {
    phase: "bound",
    boundKeyPairName: "kp-a",
    keyPairFingerprint: "aa",
    boundPublicKey: "k",
  };
  expect(made(record, key, reset, { ...end, keyUncertain: true })).toMatchObject({
    phase: "bound",
    keyUncertain: true,
    keyPairFingerprint: undefined,
    boundPublicKey: undefined,
  });
});
