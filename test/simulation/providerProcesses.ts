import type { Host } from "./host";
import type { ProviderName } from "./stack";

/** The provider processes of one run of the engine: each begins when it is first needed, and all end together. */
export class ProviderProcesses {
  readonly #hosts = new Map<ProviderName, Host>();
  #alive = true;

  constructor(
    readonly run: number,
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

  /** Nothing of them is left. */
  kill(): void {
    this.#alive = false;
    this.#hosts.forEach((host) => host.kill());
  }
}
