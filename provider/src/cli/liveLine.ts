import { Exit } from "../diagnostics/exit";
import { progressLine, type Progress } from "../operations/step/progress";
import type { Session } from "./session";
import { wrapText } from "./wrapText";

const everyMs = 1_000;
const usualColumns = 80;

/** What is going on, in one line among the remarks. */
export interface LiveLine {
  show: (progress: Progress) => void;
  close: () => void;
}

/** On a terminal the line is drawn anew each second; elsewhere every change is a line of its own. */
export function liveLine({ terminal, connections }: Pick<Session, "terminal" | "connections">): LiveLine {
  const exit = new Exit(connections.secrets);
  const textOf = (progress: Progress): string => exit.line(progressLine(progress, performance.now()));
  let present: Progress | undefined;
  let before = "";
  if (!terminal.isErrLive) {
    const show = (progress: Progress): void => {
      const change = `${progress.doing} ${progress.status ?? ""} ${progress.note ?? ""}`;
      if (change !== before) {
        before = change;
        terminal.err(`${textOf(progress)}\n`);
      }
    };
    return { show, close: () => undefined };
  }
  const draw = (): void => {
    if (present !== undefined) {
      const [line = ""] = wrapText(textOf(present), (terminal.columns() ?? usualColumns) - 1);
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
