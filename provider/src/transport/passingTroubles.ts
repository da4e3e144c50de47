import { cutText } from "../diagnostics/text/cutText";
import type { ServiceError } from "./serviceError";

/** Nobody waits longer than this before asking again where the answer says nothing, in ms. */
const LONGEST_PAUSE_MS = 15_000;
/** So much of the service's own words is shown, in characters. */
const LONGEST_WORDS = 120;

interface Trouble {
  readonly atMs: number;
  readonly untilMs: number;
  readonly answer: string;
}

/** What services have answered lately that makes whoever asks wait: a throttle, an error of their own. Times are monotonic ms. */
export class PassingTroubles {
  readonly #latest = new Map<string, Trouble>();

  /** Notes an answer of a service. */
  note(error: ServiceError, nowMs: number): void {
    const { service, status, code, serviceMessage, retryAfterMs } = error;
    if (status === 429 || status >= 500) {
      const words = serviceMessage === undefined ? "" : `: ${cutText(serviceMessage, LONGEST_WORDS)}`;
      this.#latest.set(service, {
        atMs: nowMs,
        untilMs: nowMs + (retryAfterMs ?? LONGEST_PAUSE_MS),
        answer: `${service} answered ${[`${status}`, code].filter(Boolean).join(" ")}${words}`,
      });
    }
  }

  /** What somebody may be waiting for who has come no further since then; undefined when there is nothing of that kind. */
  told(sinceMs: number, nowMs: number): string | undefined {
    for (const { atMs, untilMs, answer } of this.#latest.values()) {
      if (atMs >= sinceMs && nowMs < untilMs) {
        return `waiting up to ${Math.ceil((untilMs - nowMs) / 1000)} s: ${answer}`;
      }
    }
    return undefined;
  }
}
