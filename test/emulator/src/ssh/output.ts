import type { ServerChannel } from "ssh2";
import type { Answer } from "./runLine";

/** What the client of a session sees. */
export class Output {
  /** @param terminal whether the client shows it in a terminal, where errors stand among the rest */
  constructor(
    private readonly channel: ServerChannel,
    readonly terminal: boolean,
  ) {
    // A client that has gone must not end the process.
    channel.on("error", () => undefined);
    channel.stderr.on("error", () => undefined);
  }

  /** Sends a text as it is. */
  write(text: string): void {
    this.channel.write(text);
  }

  show({ stdout, stderr }: Answer): void {
    if (this.terminal) {
      this.write((stdout + stderr).replaceAll("\n", "\r\n"));
    } else {
      this.write(stdout);
      this.channel.stderr.write(stderr);
    }
  }

  /** Ends the session. */
  end(status: number): void {
    this.channel.exit(status);
    this.channel.end();
  }
}
