import { withinStep, type StepLimits } from "./withinStep";

/** Takes turns: so many at once, the others in the order they came, none longer than its own step may wait. */
export class Turns {
  #free: number;
  readonly #queue: (() => void)[] = [];

  constructor(private readonly atOnce: number) {
    this.#free = atOnce;
  }

  /** Nobody has a turn and nobody waits for one. */
  get idle(): boolean {
    return this.#free === this.atOnce;
  }

  /** Runs `work` when its turn has come. Throws RefusedError when that is not before the step's deadline. */
  async run<T>(limits: StepLimits, what: string, work: () => Promise<T>): Promise<T> {
    await this.#wait(limits, what);
    try {
      return await work();
    } finally {
      this.#pass();
    }
  }

  async #wait(limits: StepLimits, what: string): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    let call: () => void = () => undefined;
    const turn = new Promise<void>((resolve) => (call = resolve));
    this.#queue.push(call);
    try {
      await withinStep(turn, limits, what);
    } catch (error) {
      const place = this.#queue.indexOf(call);
      if (place >= 0) {
        this.#queue.splice(place, 1);
      } else {
        // Its turn came in the same moment: it goes to the next.
        this.#pass();
      }
      throw error;
    }
  }

  #pass(): void {
    const next = this.#queue.shift();
    if (next === undefined) {
      this.#free += 1;
    } else {
      next();
    }
  }
}

/** One turn at a time for each server: two resources of a process never look at, post to or wait for the same one. */
export class ServerTurns {
  readonly #servers = new Map<string, Turns>();

  /** Somebody has its turn at a server now. */
  isTaken(serverId: string): boolean {
    return this.#servers.has(serverId);
  }

  /** Runs `work` alone for one server; a failure of one does not touch the next. Throws as `Turns.run` does. */
  async run<T>(serverId: string, limits: StepLimits, work: () => Promise<T>): Promise<T> {
    const turns = this.#servers.get(serverId) ?? new Turns(1);
    this.#servers.set(serverId, turns);
    try {
      return await turns.run(limits, `another resource that works on server ${serverId}`, work);
    } finally {
      if (turns.idle) {
        this.#servers.delete(serverId);
      }
    }
  }
}
