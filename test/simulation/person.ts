import type { PlainObject } from "../../provider/src/model/plainObject";
import type { Program } from "./engine";
import type { Key, Keyring } from "./keyring";
import {
  pairStarts,
  partsOf,
  type AuthStyle,
  type BindingTraits,
  type PairName,
  type PairStart,
  type Plan,
  type Reaction,
  type Step,
} from "./plan";
import { registered, urnOf } from "./registration";
import { frontOf, type Declared, type ProviderName, type Resource, type Stack } from "./stack";
import { keyNumber, otherPair, passwordOf, serverId } from "./startSeed";

/** What the program says about one server. */
export interface Wish {
  readonly server: number;
  /** The name of the row in the program; another one is another resource. */
  row: string;
  provider: ProviderName;
  declared: boolean;
  pair: PairName;
  traits: BindingTraits;
  trigger: number;
}

/** A key pair of the program, or one that the person has by other means. */
export interface OwnPair {
  readonly start: PairStart;
  provider: ProviderName;
  /** How often the person has made it anew. */
  version: number;
}

/** Somebody with a program, who changes it, runs it, and reacts when a run fails. */
export class Person {
  readonly wishes: Wish[];
  readonly pairs: OwnPair[];
  readonly #believed: (Key | "password")[];
  /** Key pairs that are there already with the same key are taken over. */
  adopts = false;
  /** The program of before the last step, to go back to. */
  #before: { pair: PairName; trigger: number }[] = [];

  constructor(
    plan: Plan,
    private readonly keyring: Keyring,
    private readonly stack: Stack,
  ) {
    const provider = partsOf(plan, "front")[0]?.front ?? "dynamic";
    this.pairs = pairStarts(plan).map((start) => ({ start, provider, version: 0 }));
    const servers = partsOf(plan, "server");
    const wishOf = (row: string, server: number, pair: PairName, traits: BindingTraits): Wish => ({
      row,
      server,
      provider,
      declared: true,
      pair,
      traits,
      trigger: 0,
    });
    this.wishes = [
      ...servers.map(({ traits, pair }, index) => wishOf(`row-${index + 1}`, index, pair, traits)),
      ...partsOf(plan, "rival")
        .filter(({ server }) => server < servers.length)
        .map(({ traits, pair, server }) => wishOf(`rival-${server + 1}`, server, pair, traits)),
    ];
    this.#believed = servers.map(({ start }) =>
      start.bound === undefined || start.bound === otherPair ? "password" : keyring.key(keyNumber(start.bound, 0)),
    );
  }

  /** The key that a pair of hers has now. */
  keyOf(name: PairName): Key {
    return this.#exposedKey(name) ?? this.#ownKey(name);
  }

  #ownKey(name: PairName): Key {
    return this.keyring.key(keyNumber(name, this.pairs.find(({ start }) => start.name === name)?.version ?? 0));
  }

  /** Every private key the person has. */
  get keys(): Key[] {
    return this.pairs.flatMap(({ start, version }) => {
      const exposed = this.#exposedKey(start.name);
      return start.exposed
        ? exposed === undefined
          ? []
          : [exposed]
        : Array.from({ length: version + 1 }, (_, index) => this.keyring.key(keyNumber(start.name, index)));
    });
  }

  /** The private key that the program takes from an output of a pair: it is nowhere else. */
  #exposedKey(name: PairName): Key | undefined {
    const privateKey = this.rowOfPair(name)?.outputs["privateKey"];
    const half = typeof privateKey === "string" ? this.keyring.publicHalf(privateKey) : undefined;
    return half === undefined ? undefined : this.keyring.keys.find(({ body }) => body === half.body);
  }

  /** Whether a fingerprint is that of a key of hers. */
  hasMade(fingerprint: string): boolean {
    return this.keys.some((key) => key.fingerprint === fingerprint);
  }

  /** Whether a pair is a resource of the program. */
  isManaged(name: PairName): boolean {
    return this.pairs.some(({ start }) => start.name === name && start.managed);
  }

  /** What the state has of a key pair of the program. */
  rowOfPair(name: PairName): Resource | undefined {
    const own = this.pairs.find(({ start }) => start.name === name);
    return own === undefined ? undefined : this.stack.find(pairUrn(own));
  }

  /** Changes the program as a step says. True when the person has to do it in the console instead of in the program. */
  change(step: Step): { renews?: PairName } {
    this.#before = this.wishes.map(({ pair, trigger }) => ({ pair, trigger }));
    if (step.do === "renew") {
      const own = this.pairs.find(({ start }) => start.name === step.pair);
      const held = own?.start.managed === true && own.start.hosted && !own.start.forceDelete;
      if (own !== undefined && own.version < 2 && !held && !own.start.exposed) {
        own.version += 1;
        return own.start.managed ? {} : { renews: step.pair };
      }
      return {};
    }
    const wish = "server" in step ? this.wishes[step.server] : undefined;
    if (wish === undefined || !("server" in step)) {
      return {};
    }
    switch (step.do) {
      case "rotate":
        wish.pair = step.pair;
        break;
      case "trigger":
        wish.trigger += 1;
        break;
      case "drop":
        wish.declared = false;
        break;
      case "declare":
        wish.declared = true;
        break;
      case "rename":
        wish.row = `${wish.row}-again`;
        break;
      case "change":
        wish.traits = { ...wish.traits, ...step.traits };
        break;
      case "replace":
        break;
    }
    return {};
  }

  /** Changes the program as a reaction says. */
  react(reaction: Reaction): void {
    const styles: Partial<Record<Reaction, AuthStyle>> = {
      giveAll: "all",
      giveRight: "right",
      giveNew: "new",
      giveWrong: "wrong",
    };
    const style = styles[reaction];
    for (const [index, wish] of this.wishes.entries()) {
      if (style !== undefined) {
        wish.traits = { ...wish.traits, auth: style };
      }
      if (reaction === "takeOver") {
        wish.traits = { ...wish.traits, replaces: ["kp-other", "kp-a", "kp-b"] };
      }
      if (reaction === "goBack") {
        Object.assign(wish, this.#before[index]);
      }
    }
  }

  /** After a run that went well the person believes what the state says. */
  believe(server: number, key?: Key): void {
    const wish = this.wishes[server];
    if (wish !== undefined) {
      this.#believed[server] = key ?? this.keyOf(wish.pair);
    }
  }

  /** The program as it is now. */
  program(): Program {
    const rows = this.wishes.filter(({ declared }) => declared);
    const dependent = rows.filter(({ pair }) => this.isManaged(pair));
    const free = rows.filter(({ pair }) => !this.isManaged(pair));
    return [
      () => [
        ...this.pairs.filter(({ start }) => start.managed).map((own) => this.#declaredPair(own)),
        ...free.map((wish) => this.#declaredBinding(wish, undefined)),
      ],
      (outputsOf) =>
        dependent.map((wish) => {
          const own = this.pairs.find(({ start }) => start.name === wish.pair);
          return this.#declaredBinding(wish, own === undefined ? undefined : outputsOf(pairUrn(own)));
        }),
    ];
  }

  #declaredPair({ start, provider }: OwnPair): Declared {
    const key = this.keyOf(start.name);
    const own = start.exposed
      ? { exposePrivateKey: true, algorithm: "ed25519" }
      : start.hosted
        ? { keyProtection: { privateKey: key.privateKey, encryption: { type: "default" } } }
        : { publicKey: key.publicKey };
    const inputs = {
      name: start.name,
      scope: start.scope,
      ...own,
      ...(start.forceDelete ? { forceDelete: true } : {}),
      ...(this.adopts ? { adopt: "ifIdentical" } : {}),
    };
    return registered({ kind: "keyPair", name: start.name, provider }, inputs, undefined);
  }

  #declaredBinding(wish: Wish, pair: PlainObject | undefined): Declared {
    const { traits, server, provider } = wish;
    const fingerprint = pair?.["fingerprint"] ?? this.keyOf(wish.pair).fingerprint;
    const auth = this.#authOf(traits.auth ?? "right", server, wish.pair);
    const inputs: PlainObject = {
      serverId: serverId(server),
      keyPairName: wish.pair,
      keyPairFingerprint: traits.fingerprint === true ? fingerprint : undefined,
      auth,
      replaces: traits.replaces,
      disablePassword: traits.disablePassword,
      onDelete: traits.onDelete,
      failedTasks: traits.failedTasks,
      verify: traits.verify,
      triggers: wish.trigger === 0 ? undefined : [wish.trigger],
    };
    return registered({ kind: "keyPairBinding", name: wish.row, provider }, inputs, traits.timeout);
  }

  #authOf(style: AuthStyle, server: number, pair: PairName): unknown {
    const password = { password: passwordOf(server) };
    const believed = this.#believed[server] ?? "password";
    switch (style) {
      case "right":
        return believed === "password" ? password : { privateKey: believed.privateKey };
      case "all":
        return [password, ...this.keys.map(({ privateKey }) => ({ privateKey }))];
      case "new":
        return { privateKey: this.keyOf(pair).privateKey };
      case "wrong":
        return { privateKey: this.keyring.key(9).privateKey };
      case "hosted":
        return [password, { hosted: true }];
      case "password":
        return password;
      case "none":
        return undefined;
    }
  }
}

/** The URN of a key pair of the program. */
function pairUrn({ start, provider }: OwnPair): string {
  return urnOf("keyPair", start.name, frontOf(provider));
}

/** The URN of the row of a server. */
export function bindingUrn({ row, provider }: Wish): string {
  return urnOf("keyPairBinding", row, frontOf(provider));
}
