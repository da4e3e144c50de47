import { StringDecoder } from "node:string_decoder";

/** What came out of the bytes a client sent. */
export type Typed = { echo: string } | { line: string } | { end: true };

const longestLine = 65_536;
const escapeSequence = /\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O?.)/g;

/** Makes lines of bytes; for a terminal also what it shows while somebody types. */
export class LineReader {
  private readonly decoder = new StringDecoder("utf8");
  private line = "";

  /** @param terminal whether it echoes and knows the keys to correct a line */
  constructor(private readonly terminal: boolean) {}

  /** The lines that these bytes complete. A line that is far too long is an end. */
  *read(bytes: Buffer): Generator<Typed> {
    const text = this.decoder.write(bytes);
    for (const letter of this.terminal ? text.replace(escapeSequence, "") : text) {
      yield* this.terminal ? this.key(letter) : this.letter(letter);
      if (this.line.length > longestLine) {
        yield { end: true };
      }
    }
  }

  /** What is left when nothing more comes. */
  *rest(): Generator<Typed> {
    if (this.line !== "") {
      yield* this.letter("\n");
    }
  }

  private *letter(letter: string): Generator<Typed> {
    if (letter === "\n") {
      const { line } = this;
      this.line = "";
      yield { line };
    } else {
      this.line += letter;
    }
  }

  private *key(letter: string): Generator<Typed> {
    if (letter === "\r" || letter === "\n") {
      yield { echo: "\r\n" };
      yield* this.letter("\n");
    } else if (letter === "\x7f" || letter === "\b") {
      if (this.line !== "") {
        this.line = this.line.replace(/.$/su, "");
        yield { echo: "\b \b" };
      }
    } else if (letter === "\x03") {
      this.line = "";
      yield { echo: "^C\r\n" };
      yield { line: "" };
    } else if (letter === "\x04") {
      if (this.line === "") {
        yield { end: true };
      }
    } else if (letter >= " ") {
      this.line += letter;
      yield { echo: letter };
    }
  }
}
