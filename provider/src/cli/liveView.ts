import { plainText } from "./plainText";
import type { Terminal } from "./terminal";
import { wrapText } from "./wrapText";

const hideCursor = "\u001b[?25l";
const showCursor = "\u001b[?25h";
const clearBelow = "\u001b[J";

/** Lines of a terminal that are drawn again and again in the same place. */
export class LiveView {
  readonly #terminal: Terminal;
  #height = 0;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
    terminal.out(hideCursor);
  }

  /** Draws lines that fit the width, as many as the terminal is high, and below them a remark in one line. */
  draw(lines: readonly string[], remark: string): void {
    const room = Math.max(1, this.#terminal.rows() - 2);
    const shown = lines.slice(0, room);
    const hidden = lines.length - shown.length;
    const last = hidden === 0 ? remark : `${hidden} more lines; ${remark}`;
    const [cut = ""] = wrapText(plainText(last), this.#terminal.columns() ?? Number.MAX_SAFE_INTEGER);
    const back = this.#height === 0 ? "" : `\u001b[${this.#height}A`;
    this.#terminal.out(`\r${back}${clearBelow}${[...shown, this.#terminal.paint("dim", cut)].join("\n")}\n`);
    this.#height = shown.length + 1;
  }

  /** Leaves what was drawn last. */
  close(): void {
    this.#terminal.out(showCursor);
  }
}
