/** A key pair that a server may have before ECS shows it there. */
interface Unshown {
  readonly keyPairName: string;
  /** From then on ECS shows it if it is there (monotonic ms). */
  readonly untilMs: number;
}

/** Key pairs on servers that were let go with them so soon after the bind that ECS need not show it. */
export class UnshownKeyPairs {
  readonly #servers = new Map<string, Unshown>();

  note(serverId: string, unshown: Unshown): void {
    this.#servers.set(serverId, unshown);
  }

  /** The server is known not to have it. */
  forget(serverId: string): void {
    this.#servers.delete(serverId);
  }

  /** The servers that may have a key pair at this time (monotonic ms) although ECS does not show it there. */
  serversOf(keyPairName: string, nowMs: number): string[] {
    return [...this.#servers].flatMap(([serverId, unshown]) =>
      unshown.keyPairName === keyPairName && nowMs < unshown.untilMs ? [serverId] : [],
    );
  }
}
