import { tmpdir } from "node:os";
import { inProcessBench, FLEET_URN, type InProcessBench } from "../../support/inProcess/inProcessBench";

let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench();
});

const OTHER_URN = "urn:pulumi:test::shop::acme:Web$pulumi-nodejs:dynamic/kps:KeyPairFleet::db";
const BINDING_URN = "urn:pulumi:test::shop::pulumi-nodejs:dynamic/kps:KeyPairBinding::one";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

it("names the property and the fix, and never a secret", async () => {
  const { failures } = await bench.fleet.check(
    {},
    {
      servers: [{ serverId: "s-1", auth: { password: "hunter2", privateKey: "x" } }, "s-2"],
      keyPairName: "a b",
      canaries: -1,
    },
  );
  expect(failures.map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/^servers\[0\]: auth: has password and privateKey at once/),
    expect.stringMatching(/^keyPairName: is not the name of a key pair/),
    expect.stringMatching(/^canaries: must be a whole number from 0 on/),
  ]);
  expect(JSON.stringify(failures)).not.toContain("hunter2");
});

it("says what it will do with servers that no state knows, and passes over what is not known yet", async () => {
  const some = { servers: ["s-1", { serverId: UNKNOWN }, UNKNOWN, "s-2"], keyPairName: UNKNOWN };
  expect(await bench.fleet.check({}, some)).toMatchObject({ failures: [] });
  expect(await bench.fleet.check({}, { servers: UNKNOWN, keyPairName: "ops" })).toMatchObject({ failures: [] });
  expect(bench.told()).toEqual(["will bind 2; 2 of its servers are not known yet"]);
});

it("refuses what is wrong with one server also where another is not known yet", async () => {
  const servers = [UNKNOWN, { serverId: UNKNOWN, port: 0 }, { serverId: "s-1", port: 0 }, "s 2"];
  const { failures } = await bench.fleet.check({}, { servers, keyPairName: "ops" });
  expect(failures.map(({ reason }) => reason)).toEqual([
    "servers[2].port: must be 1 to 65535",
    expect.stringMatching(/^servers\[3\]: is not the id of an ECS server/),
  ]);
});

it("refuses a server that stands there twice also where others are not known yet, and those are no such", async () => {
  const servers = [UNKNOWN, "s-1", UNKNOWN, { serverId: "s-1" }, { serverId: UNKNOWN }];
  const { failures } = await bench.fleet.check({}, { servers, keyPairName: "ops" });
  expect(failures.map(({ reason }) => reason)).toEqual([
    "servers[3]: each server may stand here once; more than once: s-1",
  ]);
});

it("refuses a server of another fleet, naming both", async () => {
  await bench.fleet.check({}, { servers: ["s-1", "s-2", "s-3"], keyPairName: "ops" });
  const { failures } = await bench.fleet.check(
    {},
    { servers: ["s-2", "s-3", "s-4"], keyPairName: "ops", resourceUrn: OTHER_URN },
  );
  expect(failures).toEqual([
    {
      property: "",
      reason: `servers s-2, s-3 are in two resources, this one (${OTHER_URN}) and ${FLEET_URN}; a server has one key pair: leave it to one of them`,
    },
  ]);
});

it("refuses a server that another provider process of the run has, in a fleet or a binding, and a binding likewise", async () => {
  await bench.otherProcess.declareFleet({ serverIds: ["s-1", "s-3"], urn: OTHER_URN });
  await bench.otherProcess.declareBinding({ serverId: "s-9", urn: BINDING_URN });
  const { failures } = await bench.fleet.check({}, { servers: ["s-1", "s-2", "s-9"], keyPairName: "ops" });
  expect(failures.map(({ reason }) => reason)).toEqual([
    expect.stringContaining(`server s-1 is in two resources, this one (${FLEET_URN}) and ${OTHER_URN}`),
    expect.stringContaining(`server s-9 is in two resources, this one (${FLEET_URN}) and ${BINDING_URN}`),
  ]);
  const binding = { serverId: "s-3", keyPairName: "ops", resourceUrn: BINDING_URN };
  const { failures: ofBinding } = await bench.binding.check({}, binding);
  expect(ofBinding.map(({ reason }) => reason).join()).toContain(`this one (${BINDING_URN}) and ${OTHER_URN}`);
});

it("refuses a server that a binding has, whichever comes first", async () => {
  const binding = { serverId: "s-9", keyPairName: "ops", resourceUrn: BINDING_URN };
  await bench.fleet.check({}, { servers: ["s-9"], keyPairName: "ops" });
  const { failures: ofBinding } = await bench.binding.check({}, binding);
  expect(ofBinding.map(({ reason }) => reason).join()).toContain(
    `server s-9 is in two resources, this one (${BINDING_URN}) and ${FLEET_URN}`,
  );
  const { failures: ofFleet } = await bench.fleet.check({}, { servers: ["s-9"], keyPairName: "ops" });
  expect(ofFleet.map(({ reason }) => reason).join()).toContain(BINDING_URN);
});

it("lets a server move between fleets of one program", async () => {
  await bench.fleet.check({}, { servers: ["s-1", "s-2"], keyPairName: "ops" });
  await bench.fleet.check({ servers: ["s-1", "s-2"] }, { servers: ["s-1"], keyPairName: "ops" });
  const { failures } = await bench.fleet.check({}, { servers: ["s-2"], keyPairName: "ops", resourceUrn: OTHER_URN });
  expect(failures).toEqual([]);
});

describe("the file of a private key in auth", () => {
  const folder = tmpdir();
  const broken = { privateKeyFile: folder };
  const why = `the file ${folder} is a folder, not a file`;
  const password = { password: "hunter2" };
  const check = async (inputs: object, olds: object = {}): Promise<string[]> => {
    const { failures } = await bench.fleet.check(
      { ...olds },
      { servers: ["s-1", "s-2"], keyPairName: "ops", ...inputs },
    );
    return failures.map(({ reason }) => reason);
  };

  test("that is all a server has is refused, with the place where it stands", async () => {
    expect(await check({ auth: broken })).toEqual([`auth: ${why}`]);
    expect(await check({ servers: [{ serverId: "s-1", auth: password }, "s-2"], auth: broken })).toEqual([
      `auth: ${why}`,
    ]);
    const own = ["s-1", "s-2", "s-3"].map((serverId) => ({ serverId, auth: broken }));
    expect(await check({ servers: own })).toEqual([`servers[0].auth and 2 more: ${why}`]);
  });

  test("where every server has another way in, or may have one, is told only", async () => {
    const cases = [
      { servers: [{ serverId: "s-1", auth: password }], auth: broken },
      { servers: [{ serverId: "s-1", auth: broken }], auth: password },
      { servers: [{ serverId: "s-1", auth: UNKNOWN }], auth: broken },
      { servers: [UNKNOWN], auth: broken },
      { servers: UNKNOWN, auth: broken },
      { servers: [{ serverId: "s-1", auth: broken }], auth: UNKNOWN },
    ];
    for (const inputs of cases) {
      expect(await check(inputs)).toEqual([]);
      expect(bench.told()).toContainEqual(expect.stringContaining(`auth: ${why}`));
    }
    expect(await check({ auth: broken }, { servers: ["s-1"] })).toEqual([]);
  });
});
