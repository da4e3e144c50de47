import { rememberedWays } from "../../../provider/src/model/fleet/rememberedWays";
import { KnownWays } from "../../../provider/src/model/fleet/waysIn";

const own = { passwordEnv: "OWN" };
const all = { passwordEnv: "ALL" };
const old = { privateKeyEnv: "OLD" };
const older = { privateKeyEnv: "OLDER" };

it("puts a server's own way in before the one for all, and what is given now before what is remembered", () => {
  const ways = new KnownWays(
    { servers: ["a", { serverId: "b", auth: own, port: 2222 }], auth: all },
    { servers: [{ serverId: "a", auth: old, port: 23 }], auth: all },
    { auth: [older] },
  );
  expect(ways.into("a")).toMatchObject({ auths: [all], remembered: [old, older], news: false });
  expect(ways.into("b")).toEqual({ auths: [own, all], remembered: [older], port: 2222, news: true });
});

it("takes a port that the program gives no longer for the usual one, and remembers it of servers that are no longer named", () => {
  const before = {
    servers: [
      { serverId: "a", auth: own, port: 23 },
      { serverId: "b", port: 24 },
      { serverId: "c", port: 25 },
    ],
  };
  const now = { servers: ["a", { serverId: "b", auth: own }] };
  const ways = new KnownWays(now, before, { servers: [{ serverId: "d", port: 26 }] });
  expect(["a", "b", "c", "d"].map((id) => ways.into(id).port)).toEqual([undefined, undefined, 25, 26]);
  expect(rememberedWays(now, ["a", "b", "c"], [before, undefined])).toEqual({
    servers: [
      { serverId: "a", auth: [own] },
      { serverId: "c", port: 25 },
    ],
  });
});

it("remembers what the program gives no longer, for the servers that are not settled", () => {
  const before = {
    servers: [
      { serverId: "a", auth: [own, old], port: 23 },
      { serverId: "b", auth: own },
    ],
    auth: old,
  };
  expect(rememberedWays({ servers: ["a"], auth: all }, ["a"], [before, { auth: [older, all] }])).toEqual({
    auth: [old, older],
    servers: [{ serverId: "a", auth: [own, old] }],
  });
  expect(rememberedWays({ servers: ["a"], auth: all }, [], [before])).toBeUndefined();
  expect(rememberedWays(before, ["a", "b"], [before, undefined])).toBeUndefined();
});
