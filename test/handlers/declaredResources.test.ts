import { DeclaredResources } from "../../provider/src/handlers/declaredResources";
import { EngineRun } from "../support/engineRun";

const pair = { name: "ops", region: "cn-north-4", projectId: "p" };
const elsewhere = { ...pair, region: "cn-east-3" };

let run: EngineRun;
let one: DeclaredResources;
let other: DeclaredResources;

beforeEach(() => {
  run = new EngineRun();
  one = new DeclaredResources(run.join());
  other = new DeclaredResources(run.join());
});

it("knows a server that another process of the run declares", async () => {
  await one.declareBinding({ serverId: "s-1", urn: "urn:a" });
  expect([await one.hasServer("s-1"), await other.hasServer("s-1"), await other.hasServer("s-2")]).toEqual([
    true,
    true,
    false,
  ]);
});

it("names the other resource that declares the same server", async () => {
  expect(await one.declareBinding({ serverId: "s-1", urn: "urn:a" })).toBeUndefined();
  expect(await one.declareBinding({ serverId: "s-1", urn: "urn:a" })).toBeUndefined();
  expect(await one.declareBinding({ serverId: "s-1", urn: "urn:b" })).toBe("urn:a");
});

it("names the resource of another process that declares the same server, whichever of binding and fleet comes first", async () => {
  await one.declareFleet({ serverIds: ["s-1", "s-2"], urn: "urn:fleet" });
  expect(await other.declareBinding({ serverId: "s-1", urn: "urn:a" })).toBe("urn:fleet");
  expect(await one.declareFleet({ serverIds: ["s-1", "s-2"], urn: "urn:fleet" })).toEqual([
    { serverId: "s-1", other: "urn:a" },
  ]);
  expect(await other.declareFleet({ serverIds: ["s-2"], urn: "urn:fleet-2" })).toEqual([
    { serverId: "s-2", other: "urn:fleet" },
  ]);
  expect(await one.declareBinding({ serverId: "s-1", urn: "urn:b" })).toBe("urn:fleet");
});

it("is in no row's way when that moves to another provider under its name", async () => {
  await one.declareFleet({ serverIds: ["s-1"], urn: "urn:fleet" });
  await one.declareBinding({ serverId: "s-2", urn: "urn:a" });
  expect(await other.declareFleet({ serverIds: ["s-1"], urn: "urn:fleet" })).toEqual([]);
  expect(await other.declareBinding({ serverId: "s-2", urn: "urn:a" })).toBeUndefined();
});

it("still names what its own process declares while others cannot be asked", async () => {
  run.broken = true;
  await one.declareBinding({ serverId: "s-1", urn: "urn:a" });
  expect(await one.declareBinding({ serverId: "s-1", urn: "urn:b" })).toBe("urn:a");
  expect(await one.declareFleet({ serverIds: ["s-1"], urn: "urn:fleet" })).toEqual([
    { serverId: "s-1", other: "urn:a" },
  ]);
});

it("knows a key pair of another process, and whether that made it; one of the same name elsewhere is another", async () => {
  await one.holdKeyPair(pair, { made: false });
  expect([await other.hasKeyPair(pair), await other.hasMadeKeyPair(pair)]).toEqual([true, false]);
  await one.holdKeyPair(pair, { made: true });
  expect([await other.hasMadeKeyPair(pair), await other.hasMadeKeyPair(elsewhere)]).toEqual([true, false]);
  expect(await other.hasKeyPair(elsewhere)).toBe(false);
});

it("knows which key another process has generated in this run, also once it is released", async () => {
  await one.holdKeyPair(pair, { made: true });
  expect(await other.hasGeneratedKeyPair(pair)).toBe(false);
  await one.holdKeyPair(pair, { made: true, generated: true });
  await one.releaseKeyPair(pair);
  expect([await one.hasGeneratedKeyPair(pair), await other.hasGeneratedKeyPair(pair)]).toEqual([true, true]);
  expect(await other.hasGeneratedKeyPair(elsewhere)).toBe(false);
});

it("lets go what its own process releases, and nothing that another holds", async () => {
  await one.holdKeyPair(pair, { made: true });
  await one.releaseKeyPair(pair);
  expect(await other.hasKeyPair(pair)).toBe(false);
  await other.holdKeyPair(pair, { made: false });
  await one.releaseKeyPair(pair);
  expect(await one.hasKeyPair(pair)).toBe(true);
});

it("lets go what a resource had when another is to take its place, and nothing that another resource has as well", async () => {
  await one.holdKeyPair(pair, { made: true, urn: "urn:a" });
  await one.releaseKeyPairsOf("urn:b");
  expect(await other.hasKeyPair(pair)).toBe(true);
  await one.holdKeyPair(pair, { made: false, urn: "urn:b" });
  await one.releaseKeyPairsOf("urn:a");
  expect(await other.hasKeyPair(pair)).toBe(true);
  await one.releaseKeyPairsOf("urn:b");
  expect(await other.hasKeyPair(pair)).toBe(false);
});

it("answers no question while others cannot be asked", async () => {
  run.broken = true;
  await expect(one.hasServer("s-1")).rejects.toThrow("cannot be read");
  await expect(one.hasKeyPair(pair)).rejects.toThrow("cannot be read");
});
