import { failuresAllowed } from "../../../provider/src/model/fleet/failureLimit";
import { fleetInputsSchema } from "../../../provider/src/model/fleet/fleet";

function faults(changes: Readonly<Record<string, unknown>>): string[] {
  const parsed = fleetInputsSchema.safeParse({ servers: ["s-1"], keyPairName: "ops", ...changes });
  return (parsed.error?.issues ?? []).map(({ path, message }) => [...path, message].join(" "));
}

it.each([
  { servers: [] },
  { servers: ["s-1", { serverId: "s-2", auth: { passwordEnv: "ROOT" }, port: 2222 }] },
  { canaries: 0, maxFailures: 0, concurrency: 1 },
  { maxFailures: "5%" },
  { maxFailures: "0.5%" },
  { replaces: ["old"], onDelete: "unbind", verify: "none", triggers: [1], timeouts: { update: "2h" } },
])("accepts %j", (changes) => {
  expect(faults(changes)).toEqual([]);
});

it.each<[Readonly<Record<string, unknown>>, RegExp]>([
  [{ servers: "s-1" }, /^servers give a list of servers$/],
  [{ servers: ["s-1", "s-2", "s-1"] }, /each server may stand here once; more than once: s-1$/],
  [{ servers: ["s-1", { serverId: "s-1", port: 22 }] }, /more than once: s-1$/],
  [{ servers: ["a b"] }, /^servers 0 is not the id of an ECS server/],
  [
    { servers: [{ serverId: "s-1", auth: { password: "hunter2", privateKey: "x" } }] },
    /^servers 0 auth: has password and/,
  ],
  [{ servers: [{ serverId: "s-1", password: "hunter2" }] }, /^servers 0 Unrecognized key: "password"/],
  [{ servers: [{ serverId: "s-1", port: 0 }] }, /^servers 0 port must be 1 to 65535/],
  [{ servers: [7] }, /give the id of an ECS server, or \{ serverId, auth, port \}/],
  [{ canaries: -1 }, /^canaries must be a whole number from 0 on/],
  [{ concurrency: 0 }, /^concurrency must be a whole number from 1 on/],
  [{ maxFailures: "101%" }, /^maxFailures must be a whole number from 0 on, or a percentage such as "5%"/],
  [{ maxFailures: "5" }, /^maxFailures must be/],
  [{ maxFailures: 1.5 }, /^maxFailures must be/],
])("refuses %j, and never repeats a secret", (changes, message) => {
  const [fault, ...others] = faults(changes);
  expect(others).toEqual([]);
  expect(fault).toMatch(message);
  expect(fault).not.toContain("hunter2");
});

it.each<[number | string | undefined, number, number]>([
  [undefined, 400, Infinity],
  [0, 400, 0],
  [7, 400, 7],
  ["5%", 400, 20],
  ["5%", 39, 1],
  ["5%", 19, 0],
  ["29%", 100, 29],
  ["100%", 12, 12],
])("with maxFailures %j of %d servers %d may fail", (limit, servers, allowed) => {
  expect(failuresAllowed(limit, servers)).toBe(allowed);
});

it("bounds the servers of a fleet", () => {
  const servers = Array.from({ length: 3_001 }, (_, n) => `s-${n}`);
  expect(faults({ servers })).toEqual(["servers a fleet has 3000 servers at most; make several fleets of them"]);
  expect(faults({ servers: servers.slice(1) })).toEqual([]);
});
