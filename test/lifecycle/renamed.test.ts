import { engineBench, SERVERS, type EngineBench } from "../support/engineBench";
import type { RunResult } from "../support/pulumiRun";

let bench: EngineBench;

afterEach(() => bench.close());

const program = (name: string, options = "{}"): string => `
  const pulumi = require("@pulumi/pulumi");
  const kps = require("pulumi-huaweicloud-kps");
  class Team extends pulumi.ComponentResource {
    constructor(name) { super("shop:index:Team", name); }
  }
  new kps.KeyPairBinding("${name}", {
    serverId: "${SERVERS.stopped}", keyPairName: "kp-b", replaces: ["kp-a"],
  }, ${options});
`;

const MOVED = `{ parent: new Team("team"), aliases: [{ parent: pulumi.rootStackResource }] }`;
const NEW = "urn:pulumi:prod::lifecycle::shop:index:Team$pulumi-nodejs:dynamic/kps:KeyPairBinding::shop";

function urnsOf(run: RunResult): string {
  return [...new Set([...run.diagnostics, ...run.steps].map(({ urn }) => urn))].join("\n");
}

it("after the stack or the resource was renamed, or moved under a component, nothing is said under the old name", async () => {
  bench = await engineBench(program("web"));
  const { stack, emulator } = bench;
  emulator.control.putServer(SERVERS.stopped, { keyPairName: "kp-b" });
  expect((await stack.up()).ok).toBe(true);
  expect(JSON.stringify((await stack.state()).resource("web").outputs)).not.toContain("urn:pulumi");

  await stack.rename("prod");
  emulator.control.putServer(SERVERS.stopped, { keyPairName: "kp-a" });
  const refreshed = await stack.refresh();
  expect(refreshed.ok).toBe(true);
  expect(urnsOf(refreshed)).not.toContain("urn:pulumi:dev");
  const old = `urn:pulumi:prod::lifecycle::pulumi-nodejs:dynamic/kps:KeyPairBinding::web`;
  await stack.run(["state", "rename", old, "shop", "--yes", "--stack", "prod"]);
  await stack.setProgram({ javascript: program("shop", MOVED) });
  const up = await stack.up();
  expect(up.ok).toBe(true);
  const rows = up.diagnostics.filter(({ message }) => message.includes("RESET")).map(({ urn }) => urn);
  expect(new Set(rows)).toEqual(new Set([NEW]));
  expect(urnsOf(up)).not.toMatch(/urn:pulumi:dev|::web$|::pulumi-nodejs:dynamic\/kps:KeyPairBinding::/m);

  const destroyed = await stack.destroy();
  expect(destroyed.ok).toBe(true);
  expect(urnsOf(destroyed)).not.toMatch(/urn:pulumi:dev|::web$/m);
  const said = destroyed.diagnostics.map(({ message }) => message).join("\n");
  expect(said).toMatch(/key pair "kp-b" stays on the server: /);
});
