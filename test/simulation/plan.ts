import type { QuirksPatch } from "../emulator/src/index";
import type { FrontName, ProviderName } from "./stack";
import type { WireFault } from "./wireFaults";

/** Names of key pairs: two that the person has the keys of, and one of a colleague. */
export type PairName = "kp-a" | "kp-b" | "kp-other";

/** Names of fleets. */
export type FleetName = "fleet-a" | "fleet-b";

/** Which ways in a program gives. `right` is the one the person believes to be now in use. */
export type AuthStyle = "right" | "all" | "wrong" | "none" | "new" | "hosted" | "password";

/** A server as a history begins. */
export interface ServerStart {
  readonly status: "ACTIVE" | "SHUTOFF";
  /** Bound before anybody began; absent: not bound. */
  readonly bound?: PairName;
  readonly hasPassword: boolean;
}

/** A key pair as a history begins. */
export interface PairStart {
  readonly name: "kp-a" | "kp-b";
  /** By the program, as a resource; else it is there from the beginning. */
  readonly managed: boolean;
  readonly scope: "user" | "account";
  /** KPS has the private key too. */
  readonly hosted: boolean;
  /** The private key is nowhere but in an output of the resource. */
  readonly exposed: boolean;
  /** The private key is nowhere but in a file of the person's machine, which the resource names. */
  readonly filed?: boolean;
  /** The program lets it be deleted with its hosted private key. */
  readonly forceDelete: boolean;
}

/** Inputs of a binding that a person changes now and then. */
export interface BindingTraits {
  readonly auth?: AuthStyle;
  readonly disablePassword?: boolean;
  readonly onDelete?: "auto" | "unbind" | "retain";
  readonly verify?: "auto" | "none";
  readonly failedTasks?: "keep" | "deleteOwn";
  readonly replaces?: readonly PairName[];
  /** Passes the fingerprint of the pair. */
  readonly fingerprint?: boolean;
  readonly timeout?: "2s" | "20s" | "2m" | "5m" | "20m" | undefined;
}

/** Inputs of a fleet that a person changes now and then. */
export interface FleetTraits extends BindingTraits {
  readonly canaries?: number | undefined;
  readonly maxFailures?: number | "20%" | "50%" | undefined;
  readonly concurrency?: number | undefined;
}

/** Rows that get another provider; a number: the one of this server. */
export type Served = "all" | "servers" | "pairs" | number;

/** What a person does next. All but the last line ends with an up. */
export type Step =
  | { readonly do: "up" }
  | { readonly do: "rotate"; readonly server: number; readonly pair: PairName }
  | { readonly do: "renew"; readonly pair: "kp-a" | "kp-b" }
  | { readonly do: "trigger" | "drop" | "declare" | "rename" | "replace"; readonly server: number }
  | { readonly do: "change"; readonly server: number; readonly traits: FleetTraits }
  /** Out of what it belongs to, into a fleet or a binding of its own. */
  | { readonly do: "move"; readonly server: number; readonly to: FleetName | "binding" }
  /** Every server into one fleet, or into a binding of its own. */
  | { readonly do: "gather"; readonly to: FleetName | "binding" }
  /** Rows get another provider; without an alias the engine takes those that come from another front for new ones. */
  | { readonly do: "serve"; readonly rows: Served; readonly by: ProviderName; readonly alias: boolean }
  | { readonly do: "refresh" | "destroy"; readonly as: "operator" | "colleague" }
  | { readonly do: "loseState" }
  | { readonly do: "wait"; readonly ms: number };

/** What somebody else does, or what happens to a server. */
export type Deed =
  | { readonly do: "bind"; readonly server: number; readonly pair: PairName }
  | { readonly do: "unbind" | "stop" | "start" | "reinstall" | "remove"; readonly server: number }
  | { readonly do: "remakePair" | "deletePair"; readonly pair: PairName }
  | { readonly do: "clearFailed" };

/** How the next task of a server goes. */
export interface Course {
  readonly server: number;
  readonly outcome: "fail" | "vanish" | "hang" | "succeed";
  readonly ms: number;
}

/** What a person does about a run that failed. */
export type Reaction =
  | "again"
  | "giveAll"
  | "giveRight"
  | "giveNew"
  | "giveWrong"
  | "takeOver"
  | "goBack"
  | "giveUp"
  | "refresh"
  | "waitLong"
  | "stopServer";

/** Where in a run something happens: at its so-manieth request (from 0), of one operation or of any. */
export interface Place {
  readonly run: number;
  readonly operation?: string;
  readonly nth: number;
}

/** What can be wrong with the folder of the private keys. */
export type FileTrouble = "unreadable" | "unwritable";

/** One thing a history is made of, which it can also do without. */
export type Part =
  | {
      readonly kind: "server";
      readonly start: ServerStart;
      readonly traits: BindingTraits;
      readonly pair: PairName;
      /** The fleet that it begins in; absent: it has a binding of its own. */
      readonly fleet?: FleetName;
      /** The program does not declare it from the beginning. */
      readonly later?: true;
    }
  | { readonly kind: "fleet"; readonly name: FleetName; readonly traits: FleetTraits; readonly pair: PairName }
  | { readonly kind: "rival"; readonly server: number; readonly traits: BindingTraits; readonly pair: PairName }
  | { readonly kind: "pair"; readonly start: PairStart }
  | { readonly kind: "quirk"; readonly patch: QuirksPatch }
  | { readonly kind: "step"; readonly step: Step }
  | { readonly kind: "reaction"; readonly reaction: Reaction }
  | { readonly kind: "course"; readonly course: Course }
  | { readonly kind: "fault"; readonly at: Place; readonly fault: WireFault; readonly times: number }
  | { readonly kind: "outage"; readonly at: Place; readonly ms: number; readonly cut: "before" | "after" }
  | { readonly kind: "forbid"; readonly run: number | "always"; readonly operation: string }
  | {
      readonly kind: "kill";
      readonly at: Place;
      readonly side: "before" | "after" | "answer";
      readonly afterMs: number;
    }
  /** What is wrong with the folder of the private keys while a run goes on. */
  | { readonly kind: "files"; readonly run: number; readonly trouble: FileTrouble }
  /** What serves the program in the beginning; without it the host of dynamic resources. */
  | { readonly kind: "front"; readonly front: FrontName }
  /** The person wants an end, some ms after a request has left. */
  | { readonly kind: "cancel"; readonly at: Place; readonly afterMs: number }
  | { readonly kind: "deed"; readonly at: Place; readonly afterMs: number; readonly deed: Deed };

/** Part of one kind. */
export type PartOf<K extends Part["kind"]> = Extract<Part, { kind: K }>;

/** A whole history before it is played. */
export interface Plan {
  readonly seed: number;
  /** Who signs requests: with an access key (signatures are checked then) or with a ready token. */
  readonly signs: boolean;
  /** Factor on the documented durations of tasks. */
  readonly timeScale: number;
  readonly parts: readonly Part[];
}

/** The parts of one kind, in order. */
export function partsOf<K extends Part["kind"]>(plan: Plan, kind: K): PartOf<K>[] {
  return plan.parts.filter((part): part is PartOf<K> => part.kind === kind);
}

/** The key pairs of a person: those of the plan, and plain ones instead of what it leaves out. */
export function pairStarts(plan: Plan): PairStart[] {
  return (["kp-a", "kp-b"] as const).map(
    (name) =>
      partsOf(plan, "pair").find(({ start }) => start.name === name)?.start ?? {
        name,
        managed: false,
        scope: "account",
        hosted: false,
        exposed: false,
        forceDelete: false,
      },
  );
}

/** The plan without the parts of these numbers. */
export function without(plan: Plan, dropped: ReadonlySet<number>): Plan {
  return { ...plan, parts: plan.parts.filter((_part, index) => !dropped.has(index)) };
}
