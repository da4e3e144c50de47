import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { configFor } from "../support/emulator";
import { Stack } from "../support/stack";
import { type Act, acts, servers } from "./acts";
import type { DemoEmulator } from "./demoEmulator";
import { leakedSecrets } from "./secrets";

/** What became of an act. */
export interface Outcome {
  readonly act: Act;
  /** Binding requests that KPS accepted during the act. */
  readonly requests: number;
  /** What did not go as announced; empty when all did. */
  readonly problems: readonly string[];
}

const out = process.stdout;
const projectFile = resolve(__dirname, "../../Pulumi.yaml");
const bold = (text: string): string => (out.isTTY ? `\u001b[1m${text}\u001b[0m` : text);

/** The stack of the project at the root of the repository, with two servers to bind. */
export async function createStack(emulator: DemoEmulator): Promise<Stack> {
  const known = Object.entries(servers);
  await emulator.seed(known.map(([name, { id, rootPassword }]) => ({ id, name, rootPassword })));
  const stack = await Stack.create({ program: { projectFile }, config: configFor(emulator.credentials) });
  const keyDirectory = keysOf(stack);
  await mkdir(keyDirectory);
  await stack.setConfig({
    keyDirectory,
    "keyNames[0]": "ops-2026",
    "servers.web": servers.web.id,
    "servers.db": servers.db.id,
  });
  return stack;
}

/** Plays one act: announces it, shows the CLI's own output, and judges what came of it. */
export async function playAct(act: Act, stack: Stack, emulator: DemoEmulator): Promise<Outcome> {
  out.write(`\n${bold(`Act ${acts.indexOf(act) + 1} of ${acts.length}. ${act.title}`)}\n\n$ pulumi ${act.command}\n`);
  const before = (await emulator.requests()).length;
  await act.prepare?.(stack);
  const run = await stack.start(act.command, {
    environment: act.passwords,
    args: out.isTTY ? ["--color", "always"] : [],
    show: out,
  }).finished;
  const requests = (await emulator.requests())
    .slice(before)
    .filter(({ accepted, method, serverId }) => accepted && method === "POST" && serverId !== undefined).length;
  const problems: string[] = [];
  if (!act.asAnnounced(run)) {
    problems.push(`pulumi ${act.command} ended with ${String(run.code)} and ${JSON.stringify(run.summary)}`);
  }
  if (requests !== act.requests) {
    problems.push(`KPS accepted ${requests} binding requests instead of ${act.requests}`);
  }
  const { secretKey } = emulator.credentials;
  const passwords = Object.entries(servers).map(
    ([name, { rootPassword }]) => [`password of ${name}`, rootPassword] as const,
  );
  const secrets: Record<string, string> = { "secret key": secretKey, ...Object.fromEntries(passwords) };
  for (const name of await leakedSecrets((await stack.state()).text, secrets, keysOf(stack))) {
    problems.push(`the state holds a secret in the clear: ${name}`);
  }
  return { act, requests, problems };
}

function keysOf(stack: Stack): string {
  return join(stack.directory, "keys");
}
