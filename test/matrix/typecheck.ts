import { join } from "node:path";
import { boundedRun } from "../engine/boundedRun";

/** Compiles a project with the TypeScript installed in it. @throws Error with the compiler's messages */
export async function typecheck(folder: string, path: string): Promise<void> {
  const messages: string[] = [];
  const end = await boundedRun({
    command: "node",
    args: [join("node_modules", "typescript", "bin", "tsc"), "--noEmit", "--pretty", "false"],
    cwd: folder,
    env: { ...process.env, PATH: path },
    idleMs: 300_000,
    totalMs: 300_000,
    onLine: (line) => messages.push(line),
  });
  if (!end.ok) {
    throw new Error(messages.length === 0 ? end.reason : messages.slice(0, 20).join("\n"));
  }
}
