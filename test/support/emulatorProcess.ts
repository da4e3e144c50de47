import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { Credentials } from "../emulator/src/index";

/** What an emulator says of itself when it is ready: where it is, and how to sign in. */
export const startLine = z.object({
  url: z.string(),
  region: z.string(),
  projectId: z.string(),
  domainId: z.string(),
  accessKey: z.string(),
  secretKey: z.string(),
  domainName: z.string(),
  userName: z.string(),
  userPassword: z.string(),
}) satisfies z.ZodType<Credentials>;

/** An emulator in a process of its own. */
export interface EmulatorProcess {
  readonly credentials: Credentials;
  /** One call of the control API; answers its JSON, undefined when there is none. */
  readonly control: (method: string, path: string, body?: unknown) => Promise<unknown>;
  readonly stop: () => Promise<void>;
}

const cli = resolve(__dirname, "../emulator/dist/cli.js");

/** Starts the built emulator as a user would, with these flags besides `--json`. It ends with this process. */
export async function startEmulatorProcess(flags: readonly string[]): Promise<EmulatorProcess> {
  const child = spawn(process.execPath, [cli, "--json", ...flags], { stdio: ["ignore", "pipe", "inherit"] });
  const end = (): void => void child.kill("SIGTERM");
  process.once("exit", end);
  const exited = new Promise<void>((done) => {
    child.once("close", () => done());
  });
  const first = await new Promise<string>((done, fail) => {
    child.once("error", fail);
    void exited.then(() => fail(new Error("the emulator ended before it was ready")));
    createInterface({ input: child.stdout }).once("line", done);
  });
  const credentials = startLine.parse(JSON.parse(first));
  return {
    credentials,
    control: async (method, path, body) => {
      const sent =
        body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
      const reply = await fetch(`${credentials.url}/_emulator/${path}`, { method, ...sent });
      const text = await reply.text();
      if (!reply.ok) {
        throw new Error(`the emulator answered ${method} ${path} with ${reply.status}: ${text}`);
      }
      return text === "" ? undefined : (JSON.parse(text) as unknown);
    },
    stop: async () => {
      end();
      await exited;
      process.removeListener("exit", end);
    },
  };
}
