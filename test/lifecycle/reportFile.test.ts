import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runCli } from "../cli/runCli";
import { bindingWorld, SERVERS, type BindingWorld } from "../support/bindingWorld";

let world: BindingWorld;

afterEach(() => world.close());

const PROGRAM = `
  const kps = require("pulumi-huaweicloud-kps");
  for (const [name, passwordEnv] of [["one", "ROOT_PASSWORD"], ["two", "WRONG_PASSWORD"]]) {
    const serverId = { one: "${SERVERS.one}", two: "${SERVERS.two}" }[name];
    new kps.KeyPairBinding(name, { serverId, keyPairName: "kp-a", auth: { passwordEnv } });
  }
`;

it("keeps a line for each finished task, with URN, stack and project, for the jobs that come after", async () => {
  world = await bindingWorld(PROGRAM);
  const { stack } = world;
  const file = join(stack.directory, "tasks.jsonl");
  expect((await stack.preview()).ok).toBe(true);
  expect(existsSync(file)).toBe(false);
  const up = await stack.up({ environment: { KPS_REPORT_FILE: file } });
  expect(up.ok).toBe(false);

  const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
  const tasks = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(tasks).toHaveLength(2);
  for (const [name, serverId, outcome] of [
    ["one", SERVERS.one, "success"],
    ["two", SERVERS.two, "failed"],
  ]) {
    const { urn } = (await stack.state()).resource(name ?? "");
    expect(tasks.find((task) => task["serverId"] === serverId)).toMatchObject({
      outcome,
      urn,
      stack: "dev",
      project: stack.project,
    });
  }
  const { status, stdout } = await runCli(["report", file, "--format", "github"], {});
  expect(stdout).toMatch(
    /^::error title=BIND of server web-2 \(server-2\) with "kp-a" failed::.+\n::notice .*2 KPS tasks finished, 1 failed\n$/,
  );
  expect(status).toBe(0);
}, 120_000);
