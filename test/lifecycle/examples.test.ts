import { resolve } from "node:path";
import type { Emulator } from "../emulator/src/index";
import { configFor, startTestEmulator } from "../support/emulator";
import { Stack } from "../support/stack";
import { exampleStories } from "./exampleStories";
import { followReadme, storyVariables } from "./followReadme";

const SECRETS = ["Web-1-Password", "Web-2-Password", "BEGIN OPENSSH PRIVATE KEY"];

let emulator: Emulator;
let stack: Stack;

beforeEach(async () => {
  emulator = await startTestEmulator({ requestsPerMinute: 0, ecsRequestsPerMinute: 0 });
});
afterEach(async () => {
  await stack.dispose();
  await emulator.close();
});

it.each(Object.entries(exampleStories))(
  "%s does what its README tells",
  async (name, elsewhere) => {
    const folder = resolve(__dirname, "../../examples", name);
    stack = await Stack.create({
      program: { folder },
      config: configFor(emulator.credentials),
      environment: storyVariables,
    });
    await followReadme(folder, stack, elsewhere(emulator.control));
    const { text } = await stack.state({ showSecrets: true });
    expect(SECRETS.filter((secret) => text.includes(secret))).toEqual([]);
  },
  300_000,
);
