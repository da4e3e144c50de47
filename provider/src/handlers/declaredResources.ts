import { isDeepStrictEqual } from "node:util";
import { ecsServerId } from "../model/identifier";
import type { Declaration, PlacedKeyPair, SharedDeclarations } from "./run/declaration";

/** A server that two resources of one program have. */
export interface Claim {
  readonly serverId: string;
  /** The URN of the other resource. */
  readonly other: string;
}

/** How a resource has a key pair. */
interface HeldKeyPair {
  readonly made: boolean;
  readonly generated?: boolean | undefined;
  /** The resource, where it is known. */
  readonly urn?: string | undefined;
}

/**
 * What the running program declares, in whichever provider process of the engine run: filled by `check`, `diff` and
 * `create`, asked by whatever is about to take something away. Every such question throws when another process of the run
 * cannot be asked: then nothing may be taken away.
 */
export class DeclaredResources {
  readonly #own = new Declared();
  /** The key pairs of this process with the resources that have them. */
  readonly #holders = new Map<string, { readonly pair: PlacedKeyPair; readonly urns: Set<string> }>();

  /** @param shared the other provider processes of the same engine run */
  constructor(private readonly shared: SharedDeclarations) {}

  /**
   * Notes a declared binding. Returns the URN of another resource of the running program that declares the same server;
   * those of other processes are not seen where they cannot be asked.
   */
  async declareBinding({ serverId, urn }: { serverId: string; urn: string }): Promise<string | undefined> {
    const id = ecsServerId(serverId);
    await this.#note({ kind: "server", serverId: id, urn });
    return otherThan(urn, (declared) => declared.urnsOf(id), await this.#allThatAnswer());
  }

  /**
   * Notes the servers a fleet has now. Returns those that other resources of the running program have as well; those of
   * other processes are not seen where they cannot be asked.
   */
  async declareFleet({ serverIds, urn }: { serverIds: readonly string[]; urn: string }): Promise<Claim[]> {
    await this.#note({ kind: "fleet", serverIds: serverIds.map(ecsServerId), urn });
    const all = await this.#allThatAnswer();
    return serverIds.flatMap((serverId) => {
      const other = otherThan(urn, (declared) => declared.urnsOf(ecsServerId(serverId)), all);
      return other === undefined ? [] : [{ serverId, other }];
    });
  }

  /**
   * Notes the file that a key pair's private key goes to. Returns the URN of another resource of the running program that
   * has the same file; those of other processes are not seen where they cannot be asked.
   */
  async declareKeyFile({ path, urn }: { path: string; urn: string }): Promise<string | undefined> {
    await this.#note({ kind: "keyFile", path, urn });
    return otherThan(urn, (declared) => declared.urnsOfKeyFile(path), await this.#allThatAnswer());
  }

  /** Whether the running program declares this server. */
  async hasServer(serverId: string): Promise<boolean> {
    return (await this.#all()).some((declared) => declared.urnsOf(ecsServerId(serverId)).length > 0);
  }

  /** Notes that a resource of the program has this key pair, whether it made it, and whether it generated its key in this run. */
  async holdKeyPair(pair: PlacedKeyPair, { made, generated, urn = "" }: HeldKeyPair): Promise<void> {
    const holders = this.#holders.get(keyOf(pair)) ?? { pair, urns: new Set() };
    holders.urns.add(urn);
    this.#holders.set(keyOf(pair), holders);
    await this.#note({ kind: "keyPair", pair, standing: made ? "made" : "held", generated });
  }

  /** Takes a note back: the resource is about to be replaced, and the old key pair goes first. */
  async releaseKeyPair(pair: PlacedKeyPair): Promise<void> {
    this.#holders.delete(keyOf(pair));
    await this.#note({ kind: "keyPair", pair, standing: "released" });
  }

  /** The same for whatever key pair this resource has, unless another resource of this process has it too. */
  async releaseKeyPairsOf(urn: string): Promise<void> {
    for (const { pair, urns } of [...this.#holders.values()]) {
      if (urns.delete(urn) && urns.size === 0) {
        await this.releaseKeyPair(pair);
      }
    }
  }

  /** Whether a resource of the running program has this key pair. */
  async hasKeyPair(pair: PlacedKeyPair): Promise<boolean> {
    return (await this.#all()).some((declared) => ["made", "held"].includes(declared.standingOf(pair) ?? ""));
  }

  /**
   * Whether a resource of the running program made this key pair, as far as its processes can be asked: nothing is taken away
   * by it, so those that cannot keep no server from being bound. Never rejects.
   */
  hasMadeKeyPair(pair: PlacedKeyPair): Promise<boolean> {
    return this.#anyKnown((declared) => declared.standingOf(pair) === "made");
  }

  /** Whether this run of the program has generated the key of this pair, as far as its processes can be asked: no server had it before. Never rejects. */
  async hasGeneratedKeyPair(pair: PlacedKeyPair): Promise<boolean> {
    return this.#own.hasGenerated(pair) || (await this.#anyKnown((declared) => declared.hasGenerated(pair)));
  }

  #anyKnown(is: (declared: Declared) => boolean): Promise<boolean> {
    return this.#all().then(
      (all) => all.some(is),
      () => false,
    );
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

  /** All processes, or only this one where the others cannot be asked: a check warns of what it sees. */
  #allThatAnswer(): Promise<Declared[]> {
    return this.#all().catch(() => [this.#own]);
  }
}

/** A row keeps its URN when it moves to another provider, so it is never in its own way. */
function otherThan(
  urn: string,
  urnsIn: (declared: Declared) => string[],
  all: readonly Declared[],
): string | undefined {
  return all.flatMap(urnsIn).find((other) => other !== urn);
}

/** The declarations of one process, the latest word on each thing. */
class Declared {
  readonly #servers = new Urns();
  readonly #fleets = new Map<string, ReadonlySet<string>>();
  readonly #keyFiles = new Urns();
  readonly #keyPairs = new Map<string, "made" | "held" | "released">();
  readonly #generated = new Set<string>();

  constructor(declarations: readonly Declaration[] = []) {
    declarations.forEach((declaration) => this.add(declaration));
  }

  /** Returns whether it was new. */
  add(declaration: Declaration): boolean {
    if (declaration.kind === "server") {
      return this.#servers.add(declaration.serverId, declaration.urn);
    }
    if (declaration.kind === "keyFile") {
      return this.#keyFiles.add(declaration.path, declaration.urn);
    }
    if (declaration.kind === "fleet") {
      const servers = new Set(declaration.serverIds);
      const isNew = !isDeepStrictEqual(this.#fleets.get(declaration.urn), servers);
      this.#fleets.set(declaration.urn, servers);
      return isNew;
    }
    const key = keyOf(declaration.pair);
    const generated = declaration.generated === true;
    const isNew = this.#keyPairs.get(key) !== declaration.standing || (generated && !this.#generated.has(key));
    this.#keyPairs.set(key, declaration.standing);
    if (generated) {
      this.#generated.add(key);
    }
    return isNew;
  }

  urnsOf(serverId: string): string[] {
    const fleets = [...this.#fleets].flatMap(([urn, servers]) => (servers.has(serverId) ? [urn] : []));
    return [...this.#servers.of(serverId), ...fleets];
  }

  urnsOfKeyFile(path: string): string[] {
    return this.#keyFiles.of(path);
  }

  hasGenerated(pair: PlacedKeyPair): boolean {
    return this.#generated.has(keyOf(pair));
  }

  standingOf(pair: PlacedKeyPair): "made" | "held" | "released" | undefined {
    return this.#keyPairs.get(keyOf(pair));
  }
}

/** The resources that something belongs to. */
class Urns {
  readonly #urns = new Map<string, Set<string>>();

  /** Returns whether it was new. */
  add(thing: string, urn: string): boolean {
    const urns = this.#urns.get(thing) ?? new Set<string>();
    const isNew = !urns.has(urn);
    this.#urns.set(thing, urns.add(urn));
    return isNew;
  }

  of(thing: string): string[] {
    return [...(this.#urns.get(thing) ?? [])];
  }
}

function keyOf({ name, region, projectId }: PlacedKeyPair): string {
  return JSON.stringify([region, projectId, name]);
}
