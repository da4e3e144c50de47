import type { Fact } from "../../diagnostics/report";
import { RefusedError } from "../step/refusedError";
import type { CallSurroundings } from "./callSurroundings";

/** Who gives a call up, and who is told how it goes on. */
type Given = Pick<CallSurroundings, "signal" | "onProgress">;

/** What a program listens to a call with. What its `onProgress` throws ends the wait, and is the program's own. */
export class CallListeners {
  readonly #thrown: unknown[] = [];
  readonly #given: Given;

  /** @throws RefusedError for what is no signal, and no function: without types a program may give it */
  constructor(name: string, given: Given) {
    const faults = faultsOf(given);
    if (faults.length > 0) {
      throw new RefusedError(
        `${name}: the arguments cannot be used`,
        faults,
        "correct the arguments named above; nothing was sent",
      );
    }
    this.#given = given;
  }

  /** As a call takes them. */
  get surroundings(): Given {
    const { signal, onProgress } = this.#given;
    return onProgress === undefined ? { signal } : { signal, onProgress: (line) => this.#tell(onProgress, line) };
  }

  /** Whether an error is one that the program's own function has thrown. */
  hasThrown(error: unknown): boolean {
    return this.#thrown.includes(error);
  }

  #tell(onProgress: (line: string) => void, line: string): void {
    try {
      onProgress(line);
    } catch (error) {
      this.#thrown.push(error);
      throw error;
    }
  }
}

function faultsOf({ signal, onProgress }: { readonly [Key in keyof Given]: unknown }): Fact[] {
  return [
    ...(signal === undefined || signal instanceof AbortSignal
      ? []
      : [["argument", "signal: give the signal of an AbortController"] as const]),
    ...(onProgress === undefined || typeof onProgress === "function"
      ? []
      : [["argument", "onProgress: give a function that takes a text"] as const]),
  ];
}
