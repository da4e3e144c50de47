/** A key pair that a server may have before ECS shows it there. */
interface Unshown {
  readonly keyPairName: string;
  /** From then on ECS shows it if it is there (monotonic ms); Infinity where ECS never tells. */
  readonly untilMs: number;
  /** What ECS showed there before the change, "" for none; undefined where it could not be asked. */
  readonly before?: string | undefined;
}

/**
 * Key pairs that servers may have although ECS does not show them there: the servers were let go so soon after the bind, or after
 * a change that failed and may have left the new key all the same.
 */
export class UnshownKeyPairs {
  readonly #servers = new Map<string, Unshown>();

  note(serverId: string, unshown: Unshown): void {
    this.#servers.set(serverId, unshown);
  }

  /** The server is known not to have it. */
  forget(serverId: string): void {
    this.#servers.delete(serverId);
  }

  /** The servers that may have a key pair at this time (monotonic ms), which ECS shows later if they do. */
  serversOf(keyPairName: string, nowMs: number): string[] {
    return this.#where(
      (unshown) => unshown.keyPairName === keyPairName && nowMs < unshown.untilMs && unshown.untilMs < Infinity,
    );
  }

  /** The servers that may have the key of a pair, of which ECS never tells, with what it showed there before. */
  uncertainOf(keyPairName: string): { readonly serverId: string; readonly before: string | undefined }[] {
    return this.#where((unshown) => unshown.keyPairName === keyPairName && unshown.untilMs === Infinity).map(
      (serverId) => ({ serverId, before: this.#servers.get(serverId)?.before }),
    );
  }

  #where(isWanted: (unshown: Unshown) => boolean): string[] {
    return [...this.#servers].flatMap(([serverId, unshown]) => (isWanted(unshown) ? [serverId] : []));
  }
}
