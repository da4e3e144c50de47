import type { Attempt, BindingRecord } from "../../../provider/src/model/bindingRecord";
import type { Candidate } from "../../../provider/src/operations/binding/candidate";
import { decideUnbind, retainedText, type UnbindFacts } from "../../../provider/src/operations/binding/decideUnbind";
import type { ServerFacts } from "../../../provider/src/operations/binding/serverFacts";

const OURS = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";
const STRANGE = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const key = (publicKey: string): Candidate => ({ kind: "privateKey", secret: "pem", publicKey, from: "file id_rsa" });
const password: Candidate = { kind: "password", secret: "root-password", from: "auth.password" };

function server(power: "running" | "stopped" | "other", keyPairName: string | undefined): ServerFacts {
  return { known: true, power, status: power === "other" ? "REBOOT" : power, name: "web-1", keyPairName };
}

function outcome(changes: Partial<UnbindFacts>): string {
  const decision = decideUnbind({
    server: server("running", "ours"),
    policy: "auto",
    boundKeyPairName: "ours",
    made: true,
    boundAnew: false,
    tookOver: false,
    passwordDisabled: false,
    attempted: undefined,
    key: { publicKeys: [OURS], uncertain: false, found: false, tried: [] },
    candidates: [key(OURS)],
    ...changes,
  });
  switch (decision.action) {
    case "post":
      return `UNBIND ${decision.online ? "online" : "offline"}${decision.auth === undefined ? "" : ` with ${decision.auth.kind}`}`;
    case "refuse":
      return `refuse: ${decision.why}; ${decision.next}`;
    case "done":
      return `done${decision.notice === undefined ? "" : `: ${decision.notice}`}`;
  }
}

it("unbinds what a task of ours bound on a server that had no key pair", () => {
  expect(outcome({})).toBe("UNBIND online with privateKey");
  expect(outcome({ server: server("stopped", "ours"), candidates: [] })).toBe("UNBIND offline");
});

it.each<[string, ServerFacts]>([
  ["gone", { known: "gone" }],
  ["unbound", server("running", undefined)],
])("is done without a word when the server is %s", (_, state) => {
  expect(outcome({ server: state, policy: "unbind", candidates: [] })).toBe("done");
});

it("leaves alone what is bound to somebody else's key pair, whatever the policy", () => {
  for (const policy of ["auto", "unbind"] as const) {
    expect(outcome({ server: server("running", "theirs"), policy })).toBe(
      'done: left alone: the server is now bound to key pair "theirs", which is not ours',
    );
  }
});

it("keeps what somebody else has bound once more meanwhile, unless told otherwise", () => {
  expect(outcome({ boundAnew: true })).toMatch(
    /^done: key pair "ours" stays .* somebody else has bound it there once more/,
  );
  expect(outcome({ boundAnew: true, policy: "unbind" })).toBe("UNBIND online with privateKey");
});

it("does nothing for a binding that was never confirmed", () => {
  expect(outcome({ boundKeyPairName: undefined, policy: "unbind" })).toBe("done");
});

it("keeps the key where unbinding could lock everybody out, and says so", () => {
  expect(outcome({ made: false })).toMatch(/^done: .*no task of ours bound it.*onDelete: "unbind" insists$/);
  expect(outcome({ tookOver: true })).toMatch(/^done: .*the server had a key pair before/);
  expect(outcome({ made: false, policy: "unbind" })).toBe("UNBIND online with privateKey");
  expect(outcome({ tookOver: true, policy: "unbind" })).toBe("UNBIND online with privateKey");
  expect(outcome({ passwordDisabled: true })).toMatch(/^done: .*login by password was switched off/);
  expect(outcome({ passwordDisabled: true, policy: "unbind" })).toBe("UNBIND online with privateKey");
});

it.each<[string, Candidate[]]>([
  ["no auth", []],
  ["a password", [password]],
  ["a key that is not the one bound", [key(STRANGE)]],
])("refuses a running server with %s and names the ways out", (_, candidates) => {
  expect(outcome({ candidates })).toMatch(/^refuse: .*private key now in use.*stop the server.*onDelete: "retain"/);
});

it("refuses a server that is neither running nor stopped", () => {
  expect(outcome({ server: server("other", "ours") })).toMatch(/^refuse: the server is in status REBOOT/);
});

it("sends nothing without auth when ECS cannot be asked", () => {
  expect(outcome({ server: { known: false, why: "403" }, candidates: [] })).toMatch(/^refuse: /);
  expect(outcome({ server: { known: false, why: "403" } })).toBe("UNBIND online with privateKey");
});

it("names a key pair that a change of ours was to bind, when nobody knows whether it did", () => {
  const facts = { boundKeyPairName: undefined, attempted: "ours" };
  expect(outcome(facts)).toMatch(/^done: left alone: .*a change of ours was to bind/);
});

it("gives every key its turn where the binding was found and none is the key that KPS holds under its name", () => {
  const other = { candidates: [key(STRANGE)], policy: "unbind" } as const;
  const known = { publicKeys: [OURS], uncertain: false, tried: [] };
  expect(outcome({ ...other, key: { ...known, found: false } })).toMatch(/^refuse: .*the key now bound is/);
  expect(outcome({ ...other, key: { ...known, found: true } })).toBe("UNBIND online with privateKey");
});

it("names what it cannot see and may have bound", () => {
  const unseen: ServerFacts = { known: false, why: 'verify is "none"' };
  expect(outcome({ server: unseen, boundKeyPairName: undefined, attempted: "ours" })).toMatch(
    /^done: left alone: the server may have key pair "ours"/,
  );
});

const attempt: Attempt = { keyPairName: "kp-b", operation: "REPLACE", sentAt: "2026-01-15T09:00:00.000Z", tried: [] };

it.each<[BindingRecord, string | undefined]>([
  [{ phase: "unbound" }, undefined],
  [{ phase: "bound", boundKeyPairName: "kp-a" }, 'key pair "kp-a" stays on the server'],
  [
    { phase: "waiting", boundKeyPairName: "kp-a", attempt },
    'the server keeps whatever REPLACE of key pair "kp-b" comes to, whose end is not known yet',
  ],
  [{ phase: "failed", attempt }, 'the server keeps whatever REPLACE of key pair "kp-b" has left there, which failed'],
])("of a binding that is retained with the record %j it says %j", (record, text) => {
  expect(retainedText(record)).toBe(text);
});
