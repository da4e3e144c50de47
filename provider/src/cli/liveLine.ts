import { progressLine, type Progress } from "../operations/step/progress";
import { plainText } from "./plainText";
import type { Terminal } from "./terminal";
import { wrapText } from "./wrapText";

const everyMs = 1_000;
const usualColumns = 80;

/** What is going on, in one line among the remarks. */
export interface LiveLine {
  show: (progress: Progress) => void;
  close: () => void;
}

/** On a terminal the line is drawn anew each second; elsewhere every change is a line of its own. */
export function liveLine(terminal: Terminal): LiveLine {
  let present: Progress | undefined;
  let before = "";
  if (!terminal.isErrLive) {
    const show = (progress: Progress): void => {
      const change = `${progress.doing} ${progress.status ?? ""} ${progress.note ?? ""}`;
      if (change !== before) {
        before = change;
        terminal.err(`${plainText(progressLine(progress, performance.now()))}\n`);
      }
    };
    return { show, close: () => undefined };
  }
  const draw = (): void => {
    if (present !== undefined) {
      const text = plainText(progressLine(present, performance.now()));
      const [line = ""] = wrapText(text, (terminal.columns() ?? usualColumns) - 1);
      terminal.err(`\r\u001b[K${terminal.paintErr("dim", line)}`);
    }
  };
  const timer = setInterval(draw, everyMs);
  return {
    show: (progress) => {
      present = progress;
      draw();
    },
    close: () => {
      clearInterval(timer);
      terminal.err(present === undefined ? "" : "\r\u001b[K");
    },
  };
}
