import type { BindingRecord } from "../../../provider/src/model/bindingRecord";
import type { FleetServer } from "../../../provider/src/model/fleet/fleetServer";
import { isDone, planFleet, planText, type WantedFleet } from "../../../provider/src/operations/fleet/planFleet";

const wanted: WantedFleet = { serverIds: ["a", "b"], keyPairName: "new", fingerprint: undefined, triggers: undefined };

function bound(name: string, changes: Partial<FleetServer> = {}, record: Partial<BindingRecord> = {}): FleetServer {
  return { phase: "bound", record: { phase: "bound", boundKeyPairName: name, ...record }, ...changes };
}

function todo(servers: Readonly<Record<string, FleetServer>>, changes: Partial<WantedFleet> = {}): string {
  const plan = planFleet({ ...wanted, ...changes }, new Map(Object.entries(servers)));
  const each = plan.changes.map(({ serverId, kind }) => `${kind} ${serverId}`);
  return [...each, ...plan.letGo.map((id) => `let go ${id}`), ...plan.forget.map((id) => `forget ${id}`)].join(", ");
}

it.each<[string, Readonly<Record<string, FleetServer>>, Partial<WantedFleet>, string]>([
  ["binds servers that nothing is known of", {}, {}, "bind a, bind b"],
  ["leaves alone what is as it should be", { a: bound("new"), b: bound("new") }, {}, ""],
  ["replaces another key pair", { a: bound("old"), b: bound("new") }, {}, "replace a"],
  [
    "replaces what was found instead of ours",
    { a: bound("new", { found: "other" }), b: bound("new") },
    {},
    "replace a",
  ],
  ["binds what was found unbound", { a: bound("new", { phase: "unbound", found: "" }), b: bound("new") }, {}, "bind a"],
  [
    "takes up what failed",
    { a: bound("new", { phase: "failed" }, { phase: "failed" }), b: bound("new") },
    {},
    "replace a",
  ],
  [
    "looks at what another wish of an earlier run has left with the key",
    { a: bound("new", { phase: "failed" }), b: bound("new", { phase: "notBegun" }) },
    {},
    "look a, look b",
  ],
  [
    "replaces a key that is uncertain",
    { a: bound("new", { phase: "notBegun" }, { keyUncertain: true }), b: bound("new") },
    {},
    "replace a",
  ],
  ["goes on waiting", { a: { phase: "waiting", record: { phase: "waiting" } }, b: bound("new") }, {}, "wait a"],
  [
    "comes to what is gone, to refuse it by name",
    { a: bound("new", { phase: "gone" }), b: bound("new") },
    {},
    "replace a",
  ],
  [
    "replaces the key of another fingerprint",
    { a: bound("new", {}, { keyPairFingerprint: "1" }), b: bound("new", {}, { keyPairFingerprint: "2" }) },
    { fingerprint: "2" },
    "replace a",
  ],
  ["has no opinion on fingerprints", { a: bound("new", {}, { keyPairFingerprint: "1" }), b: bound("new") }, {}, ""],
  [
    "binds again those that have not had the present triggers",
    { a: bound("new", { triggers: "t1" }), b: bound("new", { triggers: "t2" }) },
    { triggers: "t2" },
    "replace a",
  ],
  ["lets go what is no longer declared", { a: bound("new"), b: bound("new"), c: bound("new") }, {}, "let go c"],
  [
    "tries once more to let go what is leaving",
    { a: bound("new"), b: bound("new"), c: bound("old", { phase: "leaving" }) },
    {},
    "let go c",
  ],
  [
    "forgets what was never ours",
    { a: bound("new"), b: bound("new"), c: { phase: "failed", record: { phase: "unbound" } } },
    {},
    "forget c",
  ],
  ["takes back what was leaving", { a: bound("new"), b: bound("new", { phase: "leaving" }) }, {}, "look b"],
  ["lets all go that a list without servers leaves out", { a: bound("new") }, { serverIds: [] }, "let go a"],
])("%s", (_, servers, changes, expected) => {
  expect(todo(servers, changes)).toBe(expected);
});

it("keeps the order of servers, whatever the order in state", () => {
  expect(todo({ b: bound("old"), a: bound("old") }, { serverIds: ["c", "b", "a"] })).toBe(
    "bind c, replace b, replace a",
  );
});

it("tells what it will do by numbers", () => {
  const servers = new Map([
    ["a", bound("old")],
    ["b", bound("new")],
    ["e", bound("new", { phase: "notBegun" })],
    ["z", bound("old")],
  ]);
  const plan = planFleet({ ...wanted, serverIds: ["a", "b", "c", "d", "e"] }, servers);
  expect(planText(plan)).toBe("will bind 2, replace 1, look at 1, let go 1");
  const nothing = planFleet({ ...wanted, serverIds: ["b"] }, new Map([["b", bound("new")]]));
  expect([planText(nothing), isDone(nothing), isDone(plan)]).toEqual(["", true, false]);
});
