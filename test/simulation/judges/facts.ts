import type { TaskView } from "../../emulator/src/index";
import type { CallRecord } from "../callRecord";
import type { AcceptedPost } from "../chronicle";
import type { History } from "../history";
import { partsOf } from "../plan";
import { serverId } from "../startSeed";
import type { SentRequest } from "../wire";

/** So far from a POST without an answer a task may begin that is taken for its own, in ms. */
const PROBABLE_MS = 44_000;

/** So long an answer is waited for, in ms. */
const EXCHANGE_MS = 10_000;

/** What judges look at: the whole history so far, and the calls that are new since they looked last. */
export class Facts {
  readonly tasks: ReadonlyMap<string, TaskView>;

  constructor(
    readonly history: History,
    readonly calls: readonly CallRecord[],
  ) {
    this.tasks = new Map(history.cloud.tasks().map((task) => [task.taskId, task]));
  }

  /** Accepted POSTs of ours on a server, in order. */
  ours(serverId: string): AcceptedPost[] {
    return this.posts(serverId).filter(({ by }) => by === "ours");
  }

  /** Accepted POSTs of anybody on a server, in order. */
  posts(serverId: string): AcceptedPost[] {
    return this.history.cloud.chronicle.posts.filter((post) => post.serverId === serverId);
  }

  /** The last of them whose task had succeeded by a moment. */
  lastSuccess(serverId: string, atMs: number): AcceptedPost | undefined {
    return this.posts(serverId)
      .filter((post) => this.fateOf(post, atMs) === "succeeded")
      .at(-1);
  }

  /** The call that sent a POST of ours. */
  callOf(post: AcceptedPost): CallRecord | undefined {
    const [call, another] = this.history.calls.filter(
      ({ kind, verb, run, id, urn, provider, fromMs, toMs }) =>
        kind === "keyPairBinding" &&
        verb !== "read" &&
        run === post.run &&
        id === post.serverId &&
        (post.urn === undefined || post.urn === urn) &&
        (post.provider === undefined || post.provider === provider) &&
        fromMs <= post.sentMs &&
        post.sentMs <= toMs,
    );
    return another === undefined ? call : undefined;
  }

  /** How the task of a POST stands. */
  fateOf(post: AcceptedPost, atMs = Infinity): "open" | "succeeded" | "failed" | "vanished" {
    const task = this.tasks.get(post.taskId);
    if (task?.endedAt === undefined || task.endedAt > atMs) {
      return "open";
    }
    if (task.vanished === true) {
      return "vanished";
    }
    return task.taskStatus.startsWith("SUCCESS") ? "succeeded" : "failed";
  }

  endOf(post: AcceptedPost): number {
    return this.tasks.get(post.taskId)?.endedAt ?? Infinity;
  }

  /** Whether somebody else changed a server between two moments: a task of theirs, power, reinstalling. */
  meddledWith(serverId: string, fromMs: number, toMs: number): boolean {
    const within = (ms: number): boolean => ms >= fromMs && ms <= toMs;
    const { meddlings } = this.history.cloud.chronicle;
    return (
      meddlings.some((one) => one.serverId === serverId && within(one.atMs)) ||
      this.posts(serverId).some(
        (post) =>
          post.by === "others" &&
          (within(post.atMs) || (this.fateOf(post) === "succeeded" && within(this.endOf(post)))),
      )
    );
  }

  /** Whether the program has two rows for a server, which it is told not to have. */
  hasRivals(id: string): boolean {
    return partsOf(this.history.plan, "rival").some(({ server }) => serverId(server) === id);
  }

  /** Whether the sender got a usable answer to a POST. */
  wasAnswered(post: AcceptedPost): boolean {
    return this.#isUsable(this.#requestOf(post));
  }

  /** Whether an answer came whole, and names a task that can be asked for. */
  #isUsable(request: SentRequest | undefined): boolean {
    const askable = this.history.quirks.taskIds === "uuid";
    return askable && request?.fault === undefined && request?.answer?.startsWith("20") === true;
  }

  /** Whether its task can be told from others: by an answer that names it, where that can be asked for or lists name tasks. */
  isToldApart(post: AcceptedPost): boolean {
    return this.#tellsApart(this.#requestOf(post));
  }

  #tellsApart(request: SentRequest | undefined): boolean {
    const isNamed = this.history.quirks.listTaskId === "task";
    return this.#isUsable(request) && (isNamed || !this.isForbidden("ListKeypairTask", request?.run ?? 0));
  }

  /** When the sender of a POST had its answer, or had waited for it as long as it does. */
  exchangeEnd(post: AcceptedPost): number {
    return Math.min(this.#requestOf(post)?.endedMs ?? Infinity, post.sentMs + EXCHANGE_MS);
  }

  #requestOf(post: AcceptedPost): SentRequest | undefined {
    return this.history.director.requests.find(
      ({ atMs, run, operation, body }) =>
        run === post.run &&
        atMs === post.sentMs &&
        /ssociateKeypair$/.test(operation) &&
        body.includes(`"${post.serverId}"`),
    );
  }

  /**
   * Whether a POST of others can be taken for one of ours: it was accepted about when we sent one, up to this run, that got
   * no answer which tells them apart.
   */
  isLikeOurs(post: AcceptedPost, run: number): boolean {
    return this.history.director.requests.some(
      (request) =>
        /ssociateKeypair/.test(request.operation) &&
        request.run <= run &&
        request.body.includes(`"${post.serverId}"`) &&
        Math.abs(post.atMs - request.atMs) <= PROBABLE_MS &&
        !this.#tellsApart(request),
    );
  }

  /** Whether a permission was missing in a run. */
  isForbidden(operation: string, run: number): boolean {
    return partsOf(this.history.plan, "forbid").some(
      (one) => one.operation === operation && (one.run === "always" || one.run === run),
    );
  }

  /** The call for a server that ended at a moment. */
  callEnded(endedMs: number, serverId: string | undefined): CallRecord | undefined {
    return this.calls.find(({ toMs, id }) => toMs === endedMs && id === serverId);
  }

  /** Whether a row whose state never told of a POST said something of its server at a moment: another row, or a new one. */
  isToldByOther(post: AcceptedPost, endedMs: number): boolean {
    const sender = this.callOf(post);
    return this.calls.some(
      ({ fromMs, toMs, id, urn, verb }) =>
        toMs === endedMs && id === post.serverId && (urn !== sender?.urn || (verb === "create" && fromMs > post.atMs)),
    );
  }

  /** When the call for a server that ended at a moment had begun. */
  callBegan(endedMs: number, serverId: string): number {
    return this.callEnded(endedMs, serverId)?.fromMs ?? endedMs;
  }

  /**
   * Since when what a call for a server that ended at a moment says may have been seen: that for a fleet ends when its
   * last server does.
   */
  lastLook(endedMs: number, serverId: string): number {
    const call = this.callEnded(endedMs, serverId);
    return call?.partOf === undefined ? endedMs : call.fromMs;
  }

  /** The run in which a call for a server ended at a moment; -1 for none. */
  runAt(endedMs: number, serverId: string | undefined): number {
    return this.callEnded(endedMs, serverId)?.run ?? -1;
  }

  /** How a text calls a POST. */
  text(post: AcceptedPost): string {
    const what = post.unbinds ? `UNBIND ${post.keyPairName}` : `bind of ${post.keyPairName}`;
    return `${what} (${post.by}, run ${post.run}, accepted ${seconds(post.atMs)}, ${this.fateOf(post)})`;
  }
}

/** A moment for people. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
