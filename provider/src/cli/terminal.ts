import { paintFor, type Paint } from "./styles";

/** Where a command writes to and asks. */
export interface Terminal {
  /** Results. */
  out(text: string): void;
  /** Remarks and what is going on. */
  err(text: string): void;
  /** Whether results may still be read: `head` for one stops reading. Nothing is written then, and the work goes on. */
  isHeard(): boolean;
  /** Whether results go to a person's terminal. */
  readonly isLive: boolean;
  /** Whether remarks do. */
  readonly isErrLive: boolean;
  /** Whether a person can be asked. */
  readonly canAsk: boolean;
  /** Columns for results now; undefined where they do not go to a terminal. */
  columns(): number | undefined;
  /** Lines of the terminal now. */
  rows(): number;
  readonly paint: Paint;
  readonly paintErr: Paint;
}

const usualColumns = 80;
const usualRows = 24;

/**
 * The terminal of this process.
 * @param unwritable told why results cannot be written, unless it is that nobody reads them any more
 */
export function processTerminal(
  variables: Readonly<Record<string, string | undefined>>,
  unwritable: (error: Error) => void,
): Terminal {
  const { stdin, stdout, stderr } = process;
  let isHeard = true;
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") {
      isHeard = false;
    } else {
      unwritable(error);
    }
  });
  // What a command came to is its status and its results: remarks that cannot be written change neither.
  stderr.on("error", () => undefined);
  return {
    out: (text) => {
      if (isHeard) {
        stdout.write(text);
      }
    },
    err: (text) => void stderr.write(text),
    isHeard: () => isHeard,
    isLive: stdout.isTTY,
    isErrLive: stderr.isTTY,
    canAsk: stdin.isTTY && stderr.isTTY,
    // A terminal that was not told its size says 0.
    columns: () => (stdout.isTTY ? stdout.columns || usualColumns : undefined),
    rows: () => stdout.rows || usualRows,
    paint: paintFor(stdout.isTTY, variables),
    paintErr: paintFor(stderr.isTTY, variables),
  };
}
