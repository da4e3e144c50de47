import { progressLine, type Progress } from "../operations/step/progress";
import type { ProviderProcess } from "./providerProcess";
import type { Row } from "./rowBoard";

/** What a call tells the person through its resource's own row. Without a URN it says nothing. */
export interface LiveRow {
  /** The resource whose row it is. */
  readonly urn: string | undefined;
  progress: (progress: Progress) => void;
  /** A line that stays among the resource's diagnostics. */
  notice: (text: string) => void;
  warning: (text: string) => void;
  /** Ends the row; `closing` stays on it. */
  close: (closing?: string) => void;
}

/** The row of the resource with this URN, which is what the inputs hold: a text, if there is one. */
export function liveRow(process: ProviderProcess, urn: unknown): LiveRow {
  if (typeof urn !== "string" || urn === "") {
    const silent = (): void => undefined;
    return { urn: undefined, progress: silent, notice: silent, warning: silent, close: silent };
  }
  let present: Progress | undefined;
  const row: Row = { urn, line: (nowMs) => (present === undefined ? "" : progressLine(present, nowMs)) };
  const stay = (severity: "info" | "warning") => (text: string) =>
    process.log({ urn, text, severity, ephemeral: false });
  return {
    urn,
    progress: (progress) => {
      const before = present;
      present = progress;
      if (before === undefined || differs(before, progress)) {
        process.rows.changed(row);
      }
    },
    notice: stay("info"),
    warning: stay("warning"),
    close: (closing) => process.rows.close(row, closing),
  };
}

function differs(one: Progress, other: Progress): boolean {
  return (
    one.doing !== other.doing || one.status !== other.status || one.taskId !== other.taskId || one.note !== other.note
  );
}
