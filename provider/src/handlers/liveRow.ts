import { progressLine, type Progress } from "../operations/step/progress";
import type { ProviderProcess } from "./providerProcess";
import type { Row } from "./rowBoard";

/** What counts many things changes with each of them, and nobody reads faster, in ms. */
const SUMMARY_GAP_MS = 1_000;

/** What a call tells the person through its resource's own row. */
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

/**
 * The row of the resource with this URN, which is what the inputs hold: a text, if there is one. Read and delete may not
 * be told it: then all is said in the row of the stack, and what is attempted says of which resource.
 */
export function liveRow(process: ProviderProcess, call: { urn: unknown; attempted: string }): LiveRow {
  const known = typeof call.urn === "string" && call.urn !== "" ? call.urn : undefined;
  const urn = known ?? "";
  const said = (text: string): string => (known === undefined ? `${call.attempted}: ${text}` : text);
  let present: Progress | undefined;
  const row: Row = {
    urn,
    line: (nowMs) => (present === undefined ? "" : progressLine(present, nowMs)),
    gapMs: () => (present?.line === undefined ? 0 : SUMMARY_GAP_MS),
  };
  const told = new Set<string>();
  const stay = (severity: "info" | "warning") => (text: string) => {
    // What is met again and again in one call is told once.
    if (!told.has(text)) {
      told.add(text);
      process.log({ urn, text: said(text), severity, ephemeral: false });
    }
  };
  return {
    urn: known,
    progress: (progress) => {
      const before = present;
      present = progress;
      if (before === undefined || differs(before, progress)) {
        process.rows.changed(row);
      }
    },
    notice: stay("info"),
    warning: stay("warning"),
    close: (closing) => process.rows.close(row, closing === undefined ? undefined : said(closing)),
  };
}

function differs(one: Progress, other: Progress): boolean {
  return (["doing", "status", "taskId", "note", "line"] as const).some((key) => one[key] !== other[key]);
}
