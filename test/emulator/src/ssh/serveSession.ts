import type { ServerChannel, Session } from "ssh2";
import type { Machine } from "./machine";
import { Output } from "./output";
import { serveShell } from "./serveShell";

/** There is no way to accept what the client wants no answer to, and nothing comes of accepting too late. */
type Accept<T> = (() => T | undefined) | undefined;

/**
 * Answers what a client asks for in one session: a command, or a shell.
 *
 * @param drop ends the connection at once, because the machine is not there any more
 */
export function serveSession(session: Session, machine: Machine, drop: () => void): void {
  let terminal = false;
  session.on("pty", (accept: Accept<unknown>) => {
    terminal = true;
    accept?.();
  });
  // Variables make no difference to a made-up shell, but clients complain when they are refused.
  session.on("env", (accept: Accept<unknown>) => void accept?.());
  session.on("exec", (accept: Accept<ServerChannel>, _reject, { command }) => {
    const channel = accept?.();
    if (channel !== undefined) {
      runOnce(new Output(channel, terminal), command, machine, drop);
    }
  });
  session.on("shell", (accept: Accept<ServerChannel>) => {
    const channel = accept?.();
    if (channel !== undefined) {
      serveShell(channel, new Output(channel, terminal), machine, drop);
    }
  });
}

function runOnce(output: Output, command: string, machine: Machine, drop: () => void): void {
  const answer = machine.run(command, 0);
  if (answer === undefined) {
    drop();
    return;
  }
  output.show(answer);
  output.end(answer.status);
}
