import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { publicHalf } from "../../provider/src/model/privateKey";
import type { Emulator, ServerView } from "../emulator/src/index";
import { describeWithOpenSsh } from "../emulator/test/support/openSsh";
import { configFor, startTestEmulator } from "../support/emulator";
import { Stack } from "../support/stack";
import { temporaryFolder } from "../support/temporaryFolder";
import { toldAbout } from "../support/toldAbout";
import { followReadme, storyVariables } from "./followReadme";
import {
  type StandInCommandPlugin,
  startStandInCommandPlugin,
} from "./stand-in-command-plugin/startStandInCommandPlugin";

const folder = resolve(__dirname, "../../examples/verify-login");
const WEB = "11111111-1111-4111-8111-111111111111";
const loginKeys = temporaryFolder();
let emulator: Emulator;
let plugin: StandInCommandPlugin;
let stack: Stack;

beforeEach(async () => {
  emulator = await startTestEmulator({ requestsPerMinute: 0, ecsRequestsPerMinute: 0, ssh: true });
  plugin = await startStandInCommandPlugin(loginKeys());
  stack = await Stack.create({
    program: { folder },
    config: { ...configFor(emulator.credentials), port: String(web().sshPort) },
    environment: { ...storyVariables, ...plugin.environment },
  });
});
afterEach(async () => {
  await stack.dispose();
  plugin.close();
  await emulator.close();
});

const web = (): Partial<ServerView> => emulator.control.state().servers.find(({ id }) => id === WEB) ?? {};
const privateKey = (name: string): string => readFileSync(join(stack.directory, `${name}.pem`), "utf8");

/** The lines of both private keys that stand in a text, whatever it does with line breaks. */
function keyLinesIn(text: string): string[] {
  const lines = ["ops-2026", "ops-2027"].flatMap((name) => privateKey(name).trim().split("\n").slice(1, -1));
  expect(lines.length).toBeGreaterThan(4);
  return lines.filter((line) => text.includes(line));
}

describeWithOpenSsh("verify-login", () => {
  it("does what its README tells, and fails when a login does not prove the rotation", async () => {
    const printed = await followReadme(folder, stack, {
      3: async () => {
        expect(web().authorizedKeys).toEqual([publicHalf(privateKey("ops-2027"))]);
        const { text } = await stack.state();
        expect(keyLinesIn(text)).toEqual([]);
        expect(keyLinesIn((await stack.state({ showSecrets: true })).text)).not.toEqual([]);

        // The old key comes back behind Pulumi's back: the new one opens nothing, the old one opens the server.
        emulator.control.putServer(WEB, { keyPairName: "ops-2026" });
        const again = ["login", "old-login"].flatMap((name) => ["--replace", `**::${name}`]);
        const up = await stack.up({ args: ["--continue-on-error", ...again] });
        expect(up.ok).toBe(false);
        expect(toldAbout(up, "login", "error")).toMatch(/ended with 255:\s+root@127\.0\.0\.1: Permission denied/);
        expect(toldAbout(up, "old-login", "error")).toMatch(/ended with 1:\s+the old key still opens the server/);
        expect(keyLinesIn(up.stdout + up.stderr)).toEqual([]);
        emulator.control.putServer(WEB, { keyPairName: "ops-2027" });
      },
    });
    expect(keyLinesIn(printed)).toEqual([]);
    expect(readdirSync(loginKeys())).toEqual([]);
  }, 300_000);
});
