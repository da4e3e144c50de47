import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { publicHalf } from "../../provider/src/model/privateKey";
import { runCli } from "../cli/runCli";
import { seedSchema } from "../emulator/src/world/seed";
import type { Emulator } from "../emulator/src/index";
import { acceptedPosts } from "../support/acceptedPosts";
import { configFor, startTestEmulator } from "../support/emulator";
import { Stack } from "../support/stack";
import { temporaryFolder } from "../support/temporaryFolder";
import { followReadme, storyVariables } from "./followReadme";
import {
  type StandInCommandPlugin,
  startStandInCommandPlugin,
} from "./stand-in-command-plugin/startStandInCommandPlugin";

const folder = resolve(__dirname, "../../examples/fleet-rotation");
const seed = seedSchema.parse(JSON.parse(readFileSync(join(folder, "emulator-seed.json"), "utf8")));
const serverIds = (seed.servers ?? []).map(({ id }) => id);
const [canary = ""] = serverIds;
const loginKeys = temporaryFolder();
const reports = temporaryFolder();
let report: string;
let emulator: Emulator;
let plugin: StandInCommandPlugin;
let stack: Stack;

beforeEach(async () => {
  emulator = await startTestEmulator({ requestsPerMinute: 0, ecsRequestsPerMinute: 0, ssh: true });
  (seed.servers ?? []).forEach(({ id, ...server }) => emulator.control.putServer(id, server));
  plugin = await startStandInCommandPlugin(loginKeys());
  report = join(reports(), "kps-tasks.jsonl");
  const ids = serverIds.map((id, n): [string, string] => [`serverIds[${n}]`, id]);
  stack = await Stack.create({
    program: { folder },
    config: {
      ...configFor(emulator.credentials),
      ...Object.fromEntries(ids),
      "kps:reportFile": report,
      port: String(await emulator.control.sshPort(canary)),
    },
    environment: { ...storyVariables, ...plugin.environment },
  });
});
afterEach(async () => {
  await stack.dispose();
  plugin.close();
  await emulator.close();
});

it("fleet-rotation does what its README tells, and its report shows every server of the rotation", async () => {
  const posts: number[] = [];
  const count = (): void => void posts.push(acceptedPosts(emulator).length);
  await followReadme(folder, stack, {
    1: count,
    2: count,
    3: async () => {
      count();
      const key = publicHalf(readFileSync(join(stack.directory, "fleet-2027.pem"), "utf8"));
      const servers = emulator.control.state().servers.filter(({ id }) => serverIds.includes(id));
      expect(servers.filter(({ authorizedKeys }) => !authorizedKeys.includes(key ?? ""))).toEqual([]);
      expect(acceptedPosts(emulator, canary).at(-1)).toBe("AssociateKeypair fleet-2027");
      const lines = readFileSync(report, "utf8").trim().split("\n");
      expect(lines).toHaveLength(81);
      expect(JSON.parse(lines[41] ?? "")).toMatchObject({ serverId: canary, operation: "REPLACE" });
      const page = await runCli(["report", report, "--format", "html"], {});
      expect(page.stdout).toContain("web-40");
    },
  });
  // The one with another password has failed once; its repair and the rotation touch nobody twice.
  expect(posts).toEqual([40, 41, 81]);
  const { text } = await stack.state({ showSecrets: true });
  expect(["Fleet-Password", "Web-23-Password"].filter((secret) => text.includes(secret))).toEqual([]);
}, 300_000);
