import type { ServerChannel } from "ssh2";
import { LineReader, type Typed } from "./lineReader";
import type { Machine } from "./machine";
import type { Output } from "./output";

/**
 * Reads lines and answers them until `exit` or the end of what is sent. In a terminal it shows a prompt.
 *
 * @param drop ends the connection at once, because the machine is not there any more
 */
export function serveShell(channel: ServerChannel, output: Output, machine: Machine, drop: () => void): void {
  const reader = new LineReader(output.terminal);
  const shell = new Shell(output, machine, drop);
  shell.prompt();
  channel.on("data", (bytes: Buffer) => {
    shell.take(reader.read(bytes));
    // A client that sends lines and reads no answers waits.
    if (channel.writableNeedDrain) {
      channel.pause();
      channel.once("drain", () => channel.resume());
    }
  });
  channel.once("end", () => {
    shell.take(reader.rest());
    shell.end();
  });
}

class Shell {
  private status = 0;
  private ended = false;

  constructor(
    private readonly output: Output,
    private readonly machine: Machine,
    private readonly drop: () => void,
  ) {}

  prompt(): void {
    if (this.output.terminal && !this.ended) {
      this.output.write(this.machine.prompt());
    }
  }

  take(all: Iterable<Typed>): void {
    for (const typed of all) {
      if (this.ended) {
        return;
      }
      if ("line" in typed) {
        this.run(typed.line);
        this.prompt();
      } else if ("echo" in typed) {
        this.output.write(typed.echo);
      } else {
        this.end();
      }
    }
  }

  end(): void {
    if (!this.ended) {
      this.ended = true;
      this.output.end(this.status);
    }
  }

  private run(line: string): void {
    const answer = this.machine.run(line, this.status);
    if (answer === undefined) {
      this.ended = true;
      this.drop();
      return;
    }
    this.status = answer.status;
    this.output.show(answer);
    if (answer.exits) {
      this.end();
    }
  }
}
