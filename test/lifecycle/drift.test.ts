import { engineBench, SERVERS, type EngineBench } from "../support/engineBench";
import { toldAbout } from "../support/toldAbout";

let bench: EngineBench;

afterEach(() => bench.close());

const THREE = (more = ""): string => `
  const kps = require("pulumi-huaweicloud-kps");
  const auth = [{ passwordEnv: "ROOT_PASSWORD" }, { privateKeyEnv: "KEY_A" }];
  for (const [name, serverId] of Object.entries(${JSON.stringify(SERVERS)})) {
    new kps.KeyPairBinding(name, { serverId, keyPairName: "kp-a", auth, ${more} });
  }
`;

const notFound = (serverId: string): void =>
  bench.emulator.control.fault({
    operation: "ShowServer",
    path: serverId,
    times: 100,
    status: 404,
    body: { error: { code: "Ecs.0114", message: `Instance[${serverId}] could not be found.` } },
  });

it("what happened to servers elsewhere is named and put right where that is safe; what a look could not tell changes nothing", async () => {
  bench = await engineBench(THREE());
  const { stack, emulator } = bench;
  expect((await stack.up()).ok).toBe(true);

  emulator.control.putServer(SERVERS.one, { keyPairName: "kp-b" });
  emulator.control.putServer(SERVERS.two, { keyPairName: null });
  notFound(SERVERS.stopped);
  const refreshed = await stack.refresh();
  expect(refreshed.summary).toEqual({ same: 1, update: 2, delete: 1 });
  const preview = await stack.preview();
  expect(preview.summary).toEqual({ same: 1, update: 2, create: 1 });
  expect(toldAbout(preview, "one")).toContain(
    'the server was found bound to "kp-b" instead of "kp-a"; this update replaces it only if replaces names "kp-b"',
  );
  expect(toldAbout(preview, "two")).toContain('the server was found without a key pair instead of with "kp-a"');

  const refused = await stack.up({ args: ["--continue-on-error"] });
  expect(toldAbout(refused, "one", "error")).toMatch(/bound to key pair "kp-b", which is not ours/);
  expect(toldAbout(refused, "stopped", "error")).toMatch(/ECS knows no such server/);
  expect(toldAbout(refused, "two", "error")).toBe("");

  emulator.control.clearFaults();
  await stack.setProgram({
    javascript: THREE(`replaces: ["kp-b"]`).replace(`"KEY_A" }`, `"KEY_A" }, { privateKeyEnv: "KEY_B" }`),
  });
  expect((await stack.up()).ok).toBe(true);
  expect(emulator.control.state().servers.map(({ keyPairName }) => keyPairName)).toEqual(["kp-a", "kp-a", "kp-a"]);
  expect((await stack.up()).summary).toEqual({ same: 4 });
  expect((await stack.state()).resource("stopped").outputs).toMatchObject({ adopted: true });
  await expectNothingBelieved();
});

/** A refused or failing look is never taken for gone, and another place neither. */
async function expectNothingBelieved(): Promise<void> {
  const { stack, emulator } = bench;
  const answers = [
    { path: SERVERS.one, status: 403, body: { error: { code: "Ecs.0013", message: "Insufficient permissions" } } },
    { path: SERVERS.two, status: 400, body: { error: { code: "Ecs.0005", message: "Invalid request" } } },
  ];
  answers.forEach((answer) => emulator.control.fault({ operation: "ShowServer", times: 100, ...answer }));
  const refreshed = await stack.refresh();
  expect(refreshed.ok).toBe(false);
  expect(toldAbout(refreshed, "two", "error")).toMatch(
    /ECS refused ShowServer\n\s*answer\s+400 Ecs.0005 Invalid request/,
  );
  expect(toldAbout(refreshed, "one", "error")).toBe("");
  expect((await stack.state()).resources.filter(({ type }) => type.endsWith("KeyPairBinding"))).toHaveLength(3);
  emulator.control.clearFaults();

  const before = emulator.control.requests().length;
  await stack.setConfig({ "kps:region": "cn-south-1" });
  const elsewhere = await stack.refresh({ args: ["--run-program"] });
  expect(elsewhere.ok).toBe(false);
  expect(elsewhere.stdout + elsewhere.stderr).toMatch(
    /settings point to another place[^\n]*\n\s*made in\s+region cn-north-4, project \w+\n\s*settings\s+region cn-south-1, project \w+/,
  );
  await stack.setProgram({ javascript: THREE().replace(`"kp-a"`, `"kp-b"`) });
  const refused = await stack.up();
  expect(refused.ok).toBe(false);
  expect(refused.stdout).toMatch(/comparing the binding[^\n]*settings point to another place/);
  expect(emulator.control.requests()).toHaveLength(before);
}
