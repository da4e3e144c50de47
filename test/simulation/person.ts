import type { PlainObject } from "../../provider/src/model/plainObject";
import type { Program } from "./engine";
import type { Key, Keyring } from "./keyring";
import type { MachineFiles } from "./machineFiles";
import {
  pairStarts,
  partsOf,
  type AuthStyle,
  type FleetName,
  type PairName,
  type Plan,
  type Reaction,
  type Step,
} from "./plan";
import { fileOf, isGenerated, PersonKeys, type OwnPair } from "./personKeys";
import { handOver } from "./handOver";
import { registered, urnOf } from "./registration";
import { frontOf, type Declared, type Stack } from "./stack";
import { bindingRow, declareRow, rowUrn, startRows, type GivenWays, type Row, type Wish } from "./rows";
import { keyNumber, otherPair, passwordOf } from "./startSeed";

/** Somebody with a program, who changes it, runs it, and reacts when a run fails. */
export class Person {
  /** For each server of the plan one, in its order. */
  readonly wishes: readonly Wish[];
  readonly pairs: OwnPair[];
  readonly keys: PersonKeys;
  readonly #believed: (Key | "password")[];
  /** Key pairs that are there already with the same key are taken over. */
  adopts = false;
  /** The program tells the engine how its rows were called on the other front. */
  givesAliases = true;
  /** The program of before the last step, to go back to. */
  #before = new Map<Row, { pair: PairName; trigger: number }>();
  readonly #fleets: ReadonlyMap<FleetName, Row>;

  constructor(
    plan: Plan,
    private readonly keyring: Keyring,
    stack: Stack,
    files: MachineFiles,
  ) {
    const provider = partsOf(plan, "front")[0]?.front ?? "dynamic";
    this.pairs = pairStarts(plan).map((start) => ({ start, provider, version: 0 }));
    this.keys = new PersonKeys(this.pairs, keyring, stack, files);
    const { fleets, wishes } = startRows(plan, provider);
    this.#fleets = fleets;
    this.wishes = wishes;
    this.#believed = partsOf(plan, "server").map(({ start }) =>
      start.bound === undefined || start.bound === otherPair ? "password" : keyring.key(keyNumber(start.bound, 0)),
    );
  }

  /** The rows of the program, those without declared servers among them. */
  get rows(): Row[] {
    return [...new Set(this.wishes.map(({ row }) => row))];
  }

  /** Whether a pair is a resource of the program. */
  isManaged(name: string): boolean {
    return this.pairs.some(({ start }) => start.name === name && start.managed);
  }

  /** Changes the program as a step says. True when the person has to do it in the console instead of in the program. */
  change(step: Step): { renews?: PairName } {
    this.#before = new Map(this.rows.map((row) => [row, { pair: row.pair, trigger: row.trigger }]));
    if (step.do === "renew") {
      const own = this.pairs.find(({ start }) => start.name === step.pair);
      const held = own?.start.managed === true && own.start.hosted && !own.start.forceDelete;
      if (own !== undefined && own.version < 2 && !held && !isGenerated(own.start)) {
        own.version += 1;
        return own.start.managed ? {} : { renews: step.pair };
      }
      return {};
    }
    if (step.do === "gather") {
      const fleet = step.to === "binding" ? undefined : this.#fleets.get(step.to);
      const [first] = this.wishes;
      if (fleet !== undefined && first !== undefined) {
        fleet.pair = first.row.pair;
      }
      this.wishes.forEach((wish) => this.#move(wish, step.to));
      return {};
    }
    if (step.do === "serve") {
      this.givesAliases = step.alias;
      handOver(step, this.wishes, this.pairs);
      return {};
    }
    const wish = "server" in step ? this.wishes[step.server] : undefined;
    if (wish === undefined || !("server" in step)) {
      return {};
    }
    switch (step.do) {
      case "rotate":
        wish.row.pair = step.pair;
        break;
      case "trigger":
        wish.row.trigger += 1;
        break;
      case "drop":
        wish.declared = false;
        break;
      case "declare":
        wish.declared = true;
        break;
      case "rename":
        wish.row.name = `${wish.row.name}-again`;
        break;
      case "change":
        wish.row.traits = { ...wish.row.traits, ...step.traits };
        break;
      case "move":
        this.#move(wish, step.to);
        break;
      case "replace":
        break;
    }
    return {};
  }

  /** Into a fleet of the plan, or into a binding of its own that is for the same. */
  #move(wish: Wish, to: FleetName | "binding"): void {
    const own = wish.row.kind === "keyPairBinding" ? wish.row : bindingRow(`row-${wish.server + 1}`, wish.row);
    wish.row = (to === "binding" ? own : this.#fleets.get(to)) ?? wish.row;
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
    for (const row of this.rows) {
      if (style !== undefined) {
        row.traits = { ...row.traits, auth: style };
      }
      if (reaction === "takeOver") {
        row.traits = { ...row.traits, replaces: ["kp-other", "kp-a", "kp-b"] };
      }
      if (reaction === "goBack") {
        Object.assign(row, this.#before.get(row));
      }
    }
  }

  /** After a run that went well the person believes what the state says. */
  believe(server: number, key?: Key): void {
    const wish = this.wishes[server];
    if (wish !== undefined) {
      this.#believed[server] = key ?? this.keys.of(wish.row.pair);
    }
  }

  /** The program as it is now. */
  program(): Program {
    const rows = this.rows.filter((row) => row.kind === "keyPairFleet" || this.#serversOf(row).length > 0);
    const dependent = rows.filter(({ pair }) => this.isManaged(pair));
    const free = rows.filter(({ pair }) => !this.isManaged(pair));
    return [
      () => [
        ...this.pairs.filter(({ start }) => start.managed).map((own) => this.#declaredPair(own)),
        ...free.map((row) => this.#declaredRow(row, undefined)),
      ],
      (outputsOf) =>
        dependent.map((row) => {
          const own = this.pairs.find(({ start }) => start.name === row.pair);
          return this.#declaredRow(row, own === undefined ? undefined : outputsOf(pairUrn(own)));
        }),
    ];
  }

  /** Whether the program, as it is, has a server in another row than this one. */
  declaresElsewhere(server: number, urn: string): boolean {
    return this.wishes.some((wish) => wish.declared && wish.server === server && rowUrn(wish.row) !== urn);
  }

  /** The row that the program, as it is, has a server in. */
  rowOf(server: number): Row | undefined {
    return this.wishes.find((wish) => wish.declared && wish.server === server)?.row;
  }

  #serversOf(row: Row): number[] {
    return this.wishes.filter((wish) => wish.declared && wish.row === row).map(({ server }) => server);
  }

  #declaredPair({ start, provider }: OwnPair): Declared {
    const key = this.keys.of(start.name);
    const own = isGenerated(start)
      ? {
          algorithm: "ed25519",
          ...(start.exposed ? { exposePrivateKey: true } : { privateKeyFile: fileOf(start.name) }),
        }
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
    return registered({ kind: "keyPair", name: start.name, provider }, inputs, undefined, this.givesAliases);
  }

  #declaredRow(row: Row, pair: PlainObject | undefined): Declared {
    const fingerprint = pair?.["fingerprint"] ?? this.keys.of(row.pair).fingerprint;
    const style = row.traits.auth ?? "right";
    return declareRow(
      row,
      this.#serversOf(row),
      fingerprint,
      (server) => this.#waysInto(server, style, row.pair),
      this.givesAliases,
    );
  }

  #waysInto(server: number, style: AuthStyle, pair: PairName): GivenWays {
    const password = { password: passwordOf(server) };
    const believed = this.#believed[server] ?? "password";
    const keys = (common: readonly Key[]): object[] => common.map((key) => this.keys.wayWith(key));
    switch (style) {
      case "right":
        return { own: believed === "password" ? [password] : keys([believed]), common: [] };
      case "all":
        return { own: [password], common: keys(this.keys.all) };
      case "new":
        return { own: [], common: keys([this.keys.of(pair)]) };
      case "wrong":
        return { own: [], common: keys([this.keyring.key(9)]) };
      case "hosted":
        return { own: [password], common: [{ hosted: true }] };
      case "password":
        return { own: [password], common: [] };
      case "none":
        return { own: [], common: [] };
    }
  }
}

/** The URN of a key pair of the program. */
export function pairUrn({ start, provider }: OwnPair): string {
  return urnOf("keyPair", start.name, frontOf(provider));
}
