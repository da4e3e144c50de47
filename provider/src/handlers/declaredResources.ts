/** What the running program declares: filled by `check` and `create`, asked by `delete`. */
export class DeclaredResources {
  /** By server, the resources that declare it. */
  readonly #servers = new Map<string, Set<string>>();
  /** Key pairs that a resource of the program has, so that the delete of another one must not take them. */
  readonly #keyPairs = new Set<string>();

  /** Notes a declared binding. Returns the URN of another resource that declares the same server, if there is one. */
  declareBinding(binding: { serverId: string; urn: string }): string | undefined {
    const urns = this.#servers.get(binding.serverId) ?? new Set<string>();
    const other = [...urns].find((urn) => urn !== binding.urn);
    this.#servers.set(binding.serverId, urns.add(binding.urn));
    return other;
  }

  /** Whether the running program still declares a binding of this server. */
  hasServer(serverId: string): boolean {
    return this.#servers.has(serverId);
  }

  /** Notes that a resource of the program has this key pair: its state says so, or it has just found or created it. */
  holdKeyPair(name: string): void {
    this.#keyPairs.add(name);
  }

  /** Takes a note back: the resource is about to be replaced, and the old key pair goes first. */
  releaseKeyPair(name: string): void {
    this.#keyPairs.delete(name);
  }

  /** Whether a resource of the running program has the key pair of this name. */
  hasKeyPair(name: string): boolean {
    return this.#keyPairs.has(name);
  }
}
