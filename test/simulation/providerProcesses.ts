import type { Host } from "./host";
import type { ProviderName } from "./stack";

/** The provider processes of one run of the engine: each begins when it is first needed, and all end together. */
export class ProviderProcesses {
  readonly #hosts = new Map<ProviderName, Host>();
  #alive = true;
  #cancelledMs: number | undefined;

  constructor(
    readonly run: number,
    private readonly now: () => number,
    private readonly start: (name: ProviderName) => Host,
  ) {}

  of(name: ProviderName): Host {
    const there = this.#hosts.get(name) ?? this.start(name);
    this.#hosts.set(name, there);
    return there;
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** When the person asked for an end; undefined: never. */
  get cancelledMs(): number | undefined {
    return this.#cancelledMs;
  }

  /** The person asks for an end, which the engine hands on. */
  cancel(): void {
    if (this.#alive && this.#cancelledMs === undefined) {
      this.#cancelledMs = this.now();
      this.#hosts.forEach(({ front }) => front.cancel());
    }
  }

  /** Nothing of them is left. */
  kill(): void {
    this.#alive = false;
    this.#hosts.forEach((host) => host.kill());
  }
}
