import type { Declaration, PlacedKeyPair, SharedDeclarations } from "./run/declaration";

/**
 * What the running program declares, in whichever provider process of the engine run: filled by `check`, `diff` and
 * `create`, asked by whatever is about to take something away. Every question throws when another process of the run
 * cannot be asked: then nothing may be taken away.
 */
export class DeclaredResources {
  readonly #own = new Declared();

  /** @param shared the other provider processes of the same engine run */
  constructor(private readonly shared: SharedDeclarations) {}

  /** Notes a declared binding. Returns the URN of another resource of this process that declares the same server. */
  async declareBinding({ serverId, urn }: { serverId: string; urn: string }): Promise<string | undefined> {
    await this.#note({ kind: "server", serverId, urn });
    return this.#own.urnsOf(serverId).find((other) => other !== urn);
  }

  /** Whether the running program declares a binding of this server. */
  async hasServer(serverId: string): Promise<boolean> {
    return (await this.#all()).some((declared) => declared.urnsOf(serverId).length > 0);
  }

  /** Notes that a resource of the program has this key pair, and whether it made it. */
  async holdKeyPair(pair: PlacedKeyPair, { made }: { made: boolean }): Promise<void> {
    await this.#note({ kind: "keyPair", pair, standing: made ? "made" : "held" });
  }

  /** Takes a note back: the resource is about to be replaced, and the old key pair goes first. */
  async releaseKeyPair(pair: PlacedKeyPair): Promise<void> {
    await this.#note({ kind: "keyPair", pair, standing: "released" });
  }

  /** Whether a resource of the running program has this key pair. */
  async hasKeyPair(pair: PlacedKeyPair): Promise<boolean> {
    return (await this.#all()).some((declared) => ["made", "held"].includes(declared.standingOf(pair) ?? ""));
  }

  /** Whether a resource of the running program made this key pair. */
  async hasMadeKeyPair(pair: PlacedKeyPair): Promise<boolean> {
    return (await this.#all()).some((declared) => declared.standingOf(pair) === "made");
  }

  async #note(declaration: Declaration): Promise<void> {
    if (this.#own.add(declaration)) {
      await this.shared.publish(declaration);
    }
  }

  async #all(): Promise<Declared[]> {
    const others = await this.shared.others();
    return [this.#own, ...others.map((declarations) => new Declared(declarations))];
  }
}

/** The declarations of one process, the latest word on each thing. */
class Declared {
  readonly #servers = new Map<string, Set<string>>();
  readonly #keyPairs = new Map<string, "made" | "held" | "released">();

  constructor(declarations: readonly Declaration[] = []) {
    declarations.forEach((declaration) => this.add(declaration));
  }

  /** Returns whether it was new. */
  add(declaration: Declaration): boolean {
    if (declaration.kind === "server") {
      const urns = this.#servers.get(declaration.serverId) ?? new Set<string>();
      const isNew = !urns.has(declaration.urn);
      this.#servers.set(declaration.serverId, urns.add(declaration.urn));
      return isNew;
    }
    const key = keyOf(declaration.pair);
    const isNew = this.#keyPairs.get(key) !== declaration.standing;
    this.#keyPairs.set(key, declaration.standing);
    return isNew;
  }

  urnsOf(serverId: string): string[] {
    return [...(this.#servers.get(serverId) ?? [])];
  }

  standingOf(pair: PlacedKeyPair): "made" | "held" | "released" | undefined {
    return this.#keyPairs.get(keyOf(pair));
  }
}

function keyOf({ name, region, projectId }: PlacedKeyPair): string {
  return JSON.stringify([region, projectId, name]);
}
