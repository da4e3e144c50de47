import { isPermissionDenied } from "../client/apiErrors";

const denialsToGiveUp = 3;

interface Denied {
  /** Refusals (403) of the task itself in a row. */
  readonly denials: number;
}

/** Whether the list of running tasks may be read at all, as far as the service has said. */
export class ListStanding {
  #known = false;
  #denials = 0;
  #refused = false;

  /** The list is not to be had: not allowed, or there is none. */
  get refused(): boolean {
    return this.#refused;
  }

  answered(): void {
    this.#known = true;
    this.#refused = false;
    this.#denials = 0;
  }

  refuse(error: unknown): void {
    this.#known = false;
    this.#refused = true;
    this.#denials = isPermissionDenied(error) ? this.#denials + 1 : 0;
  }

  /** Somebody may not read the task itself, and it is not known yet whether that is true of the list as well. */
  needsProbe(waiters: Iterable<Denied>): boolean {
    const open = !this.#known && this.#denials < denialsToGiveUp;
    return open && [...waiters].some(({ denials }) => denials > 0);
  }

  /** Neither the list nor this task may be read. */
  hopeless(waiter: Denied): boolean {
    return this.#denials >= denialsToGiveUp && waiter.denials >= denialsToGiveUp;
  }
}
