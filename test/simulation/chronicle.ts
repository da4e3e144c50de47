import type { KeyPairView, ServerView } from "../emulator/src/index";
import type { ProviderName } from "./stack";

/** What a server really was from a moment on. */
export interface ServerMoment {
  readonly atMs: number;
  /** Absent: there was no such server any more. */
  readonly server: ServerView | undefined;
}

/** What the account really had under a name from a moment on. */
export interface PairMoment {
  readonly atMs: number;
  readonly pair: KeyPairView | undefined;
}

/** Who changes something. */
export type Actor = "ours" | "others";

/** A request for a task that the service accepted. */
export interface AcceptedPost {
  /** When it left the sender. */
  readonly sentMs: number;
  /** When it was accepted. */
  readonly atMs: number;
  readonly by: Actor;
  readonly run: number;
  /** The resource of ours that it was sent for, where that was noted. */
  readonly urn: string | undefined;
  /** Whose process of ours sent it. */
  readonly provider: ProviderName | undefined;
  readonly serverId: string;
  readonly taskId: string;
  readonly unbinds: boolean;
  /** The key pair asked for; of an unbind the one that goes. */
  readonly keyPairName: string;
  /** Body of the key the task installs; none for an unbind. */
  readonly keyBody: string | undefined;
  /** What was bound when it was accepted, and the keys that opened the server. */
  readonly before: ServerView;
  /** Whose binding it was; undefined when nothing was bound. */
  readonly boundBy: Actor | undefined;
  /** Body of the public half of the private key that was sent. */
  readonly provenBody: string | undefined;
  /** A password was sent. */
  readonly withPassword: boolean;
}

/** A key pair that was created or deleted. */
export interface PairChange {
  readonly atMs: number;
  readonly by: Actor;
  readonly run: number;
  readonly what: "created" | "deleted";
  readonly name: string;
  /** The pair made, or the one that went. */
  readonly pair: KeyPairView;
}

/** What was done to a server by hand, behind the service's back or by power. */
export interface Meddling {
  readonly atMs: number;
  readonly serverId: string;
  readonly what: string;
}

/** All that really happened, which nobody in the history knows as a whole. */
export class Chronicle {
  readonly posts: AcceptedPost[] = [];
  readonly pairChanges: PairChange[] = [];
  readonly meddlings: Meddling[] = [];
  /** When others cleared the list of failed tasks. */
  readonly clearedMs: number[] = [];
  readonly #servers = new Map<string, ServerMoment[]>();
  readonly #pairs = new Map<string, PairMoment[]>();

  /** Notes what a server is now. */
  seeServer(atMs: number, id: string, server: ServerView | undefined): void {
    const moments = this.#servers.get(id) ?? [];
    if (!sameServer(moments.at(-1)?.server, server) || moments.length === 0) {
      moments.push({ atMs, server });
      this.#servers.set(id, moments);
    }
  }

  /** Notes what there is under a name now. */
  seePair(atMs: number, name: string, pair: KeyPairView | undefined): void {
    const moments = this.#pairs.get(name) ?? [];
    if (moments.length === 0 || !samePair(moments.at(-1)?.pair, pair)) {
      moments.push({ atMs, pair });
      this.#pairs.set(name, moments);
    }
  }

  /** What a server was at some time between two moments, both included. */
  serverDuring(id: string, fromMs: number, toMs: number): (ServerView | undefined)[] {
    return during(this.#servers.get(id) ?? [], fromMs, toMs).map(({ server }) => server);
  }

  /** What there was under a name at some time between two moments, both included. */
  pairDuring(name: string, fromMs: number, toMs: number): (KeyPairView | undefined)[] {
    return during(this.#pairs.get(name) ?? [], fromMs, toMs).map(({ pair }) => pair);
  }

  /** Names of key pairs that there ever were. */
  get pairNames(): string[] {
    return [...this.#pairs.keys()];
  }
}

function during<T extends { readonly atMs: number }>(moments: readonly T[], fromMs: number, toMs: number): T[] {
  return moments.filter(({ atMs }, index) => atMs <= toMs && (moments[index + 1]?.atMs ?? Infinity) >= fromMs);
}

function sameServer(one: ServerView | undefined, other: ServerView | undefined): boolean {
  if (one === undefined || other === undefined) {
    return one === other;
  }
  return (
    one.keyPairName === other.keyPairName &&
    one.status === other.status &&
    one.passwordLogin === other.passwordLogin &&
    one.hasPassword === other.hasPassword &&
    one.authorizedKeys.length === other.authorizedKeys.length &&
    one.authorizedKeys.every((key, index) => key === other.authorizedKeys[index])
  );
}

function samePair(one: KeyPairView | undefined, other: KeyPairView | undefined): boolean {
  return (
    one?.fingerprint === other?.fingerprint &&
    one?.hosted === other?.hosted &&
    one?.description === other?.description &&
    one?.userId === other?.userId
  );
}
