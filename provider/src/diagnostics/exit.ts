import type { KnownSecrets } from "./secrets/knownSecrets";
import { cutBytes } from "./text/cutText";
import { visibleLine, visibleLines, visibleProse } from "./text/visibleText";

/** So much of a text is looked at at all, in characters. */
const LONGEST_READ = 32 * 1024;
/** So much of a line, and of a text of several lines, is shown, in bytes. */
const LINE_BYTES = 1_000;
const TEXT_BYTES = 4_000;
/** So much of the last fact of a text that is too long is kept: it says what to do. */
const NEXT_BYTES = 800;

/**
 * The one way out for everything that a person, the engine or a file gets to see: without secrets, well-formed, bounded,
 * and without anything that commands a terminal, a CI system or Pulumi's colours.
 */
export class Exit {
  constructor(private readonly secrets: KnownSecrets) {}

  /** One line, as in the row of a resource. */
  line(text: string): string {
    return cutBytes(visibleLine(this.#read(text)), LINE_BYTES);
  }

  /** A text of several lines, below 4 KB. */
  text(text: string): string {
    const clean = visibleLines(this.#read(text));
    if (Buffer.byteLength(clean) <= TEXT_BYTES) {
      return clean;
    }
    const next = clean.lastIndexOf("\nnext ");
    const tail = next < 0 ? "" : cutBytes(clean.slice(next), NEXT_BYTES);
    return cutBytes(next < 0 ? clean : clean.slice(0, next), TEXT_BYTES - Buffer.byteLength(tail) - 3) + tail;
  }

  /** A value as data: of any length up to 32 K characters, its line breaks and blanks kept. */
  value(text: string): string {
    return visibleProse(this.#read(text));
  }

  #read(text: string): string {
    return this.secrets.redact(text.slice(0, LONGEST_READ));
  }
}
