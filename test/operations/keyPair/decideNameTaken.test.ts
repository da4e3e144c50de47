import { decideNameTaken, type WantedKey } from "../../../provider/src/operations/keyPair/decideNameTaken";

const OURS = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";
const OTHER = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB8eHRwbGhkYFxYVFBMSERAPDg0MCwoJCAcGBQQDAgEA";
const found = {
  publicKey: `${OURS} their comment`,
  fingerprint: "aa:bb",
  scope: "account" as const,
  userId: "u1",
};
const given: WantedKey = { from: "given", publicKey: `${OURS} mine` };
const file: WantedKey = { from: "file", publicKey: OURS };

type Request = Parameters<typeof decideNameTaken>[0];

function outcome(request: Partial<Request>, wanted: WantedKey): string {
  const decision = decideNameTaken({ adopt: "never", scope: undefined, userId: undefined, ...request }, found, wanted);
  return decision.action === "take"
    ? `take${decision.adopted ? ", adopted" : ""}`
    : `${decision.why} | ${decision.next}`;
}

it.each<[string, Partial<Request>, WantedKey, RegExp]>([
  ["the same key, adoption allowed", { adopt: "ifIdentical" }, given, /^take, adopted$/],
  [
    "the same key and scope, adoption allowed",
    { adopt: "ifIdentical", scope: "account", userId: "u1" },
    given,
    /^take, adopted$/,
  ],
  ["the same key, adoption not allowed", {}, given, /adopt is "never" \| set adopt: "ifIdentical" to use it/],
  [
    "another key",
    { adopt: "ifIdentical" },
    { from: "given", publicKey: OTHER },
    /holds another key \| give another name/,
  ],
  [
    "the same key in another scope",
    { adopt: "ifIdentical", scope: "user" },
    given,
    /another scope than "user" \| .*scope "account"/,
  ],
  ["the same key of another user", { adopt: "ifIdentical", userId: "u2" }, given, /another user than userId u2/],
  ["the key in our file", {}, file, /^take$/],
  ["the key in our file in another scope", { scope: "user" }, file, /another scope than "user"/],
  ["another key than the one in our file", {}, { from: "file", publicKey: OTHER }, /holds another key/],
  [
    "a key to generate",
    { adopt: "ifIdentical" },
    { from: "generated", missingFile: undefined },
    /exists already \| .*interrupted/,
  ],
  [
    "a key to generate into a file",
    {},
    { from: "generated", missingFile: "id" },
    /there is no file id with its private key/,
  ],
])("%s", (_, request, wanted, expected) => {
  expect(outcome(request, wanted)).toMatch(expected);
});

it("names what is there, and for a replacement under the same name what to do", () => {
  const decision = decideNameTaken({ adopt: "never", scope: undefined, userId: undefined }, found, given);
  expect(decision).toMatchObject({
    facts: [["found", "key aa:bb, scope account, user u1"]],
    next: expect.stringContaining("deleteBeforeReplace: true") as unknown,
  });
});
