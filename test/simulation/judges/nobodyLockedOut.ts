import type { ServerView } from "../../emulator/src/index";
import type { History } from "../history";
import { bodyOf } from "../simulatedCloud";
import type { Violation } from "./violation";

/** Somebody can still enter every server that somebody could enter before. */
export function nobodyLockedOut(history: History): Violation[] {
  const { cloud } = history;
  if (history.quirks.failedLeaves === "none") {
    return [];
  }
  const keys = keysThatSomebodyHas(history);
  return cloud.serverIds.flatMap((serverId) => {
    const [first] = cloud.chronicle.serverDuring(serverId, 0, 0);
    const now = cloud.server(serverId);
    const meddled = cloud.chronicle.meddlings.some((one) => one.serverId === serverId && one.what === "reinstalled");
    // One that goes on has changed nothing yet.
    const ended = cloud.tasks().filter(({ endedAt }) => endedAt !== undefined);
    const unbound =
      cloud.chronicle.posts
        .filter((post) => post.serverId === serverId && ended.some(({ taskId }) => taskId === post.taskId))
        .at(-1)?.unbinds === true;
    const everybodys = history.keyring.keys.map(({ body }) => body);
    return now === undefined ||
      meddled ||
      wasShutByOthers(history, serverId, everybodys) ||
      wasLetGo(history, now) ||
      wasTakenAway(history, now) ||
      wasEmptied(history, serverId) ||
      wasLostWithState(history, now) ||
      (unbound && wasInsistedOn(history, serverId)) ||
      !opens(first, everybodys) ||
      opens(now, keys)
      ? []
      : [
          {
            judgement: "nobody locked out",
            text: `nobody can enter the server any more: password login is ${now.passwordLogin ? "on" : "off"}, and it takes ${
              now.authorizedKeys.map((body) => history.keyring.labelOf(body)).join(", ") || "no key"
            }`,
            atMs: history.time.now(),
            serverId,
          } as const,
        ];
  });
}

/** Somebody else took the only way in away, before we changed anything more: to go back to that is no fault of ours. */
function wasShutByOthers({ cloud }: History, serverId: string, bodies: readonly string[]): boolean {
  const posts = cloud.chronicle.posts.filter((post) => post.serverId === serverId);
  return cloud.tasks().some(({ taskId, endedAt }) => {
    const theirs = posts.some((post) => post.taskId === taskId && post.by === "others" && post.unbinds);
    // One that has failed may have taken the key away all the same.
    if (!theirs || endedAt === undefined) {
      return false;
    }
    const { atMs: untilMs = Infinity } = posts.find((post) => post.by === "ours" && post.atMs > endedAt) ?? {};
    return cloud.chronicle.serverDuring(serverId, endedAt, untilMs).some((server) => !opens(server, bodies));
  });
}

/** The program said that the binding is to be undone in any case. */
function wasInsistedOn({ calls }: History, serverId: string): boolean {
  return calls.some((call) => call.id === serverId && call.verb === "delete" && call.before?.["onDelete"] === "unbind");
}

/** The program said that the key pair a server takes may go with its only private key. */
function wasLetGo({ calls, keyring }: History, { authorizedKeys }: ServerView): boolean {
  return calls.some(({ verb, kind, before }) => {
    const made = before?.["made"] as { fingerprint?: string } | undefined;
    const gone = [before?.["fingerprint"], made?.fingerprint];
    return (
      kind === "keyPair" &&
      verb === "delete" &&
      before?.["forceDelete"] === true &&
      keyring.keys.some((key) => gone.includes(key.fingerprint) && authorizedKeys.includes(key.body))
    );
  });
}

/**
 * An unbind failed and took the key away all the same, and its row did not know that login by password was off: another row
 * for the server, or the service of itself, had switched it off.
 */
function wasEmptied({ calls, cloud, quirks }: History, serverId: string): boolean {
  const last = cloud.chronicle.posts.filter((post) => post.serverId === serverId).at(-1);
  const status = cloud.tasks().find(({ taskId }) => taskId === last?.taskId)?.taskStatus;
  if (quirks.failedLeaves !== "new" || last?.by !== "ours" || status !== "FAILED_UNBIND") {
    return false;
  }
  return !calls.some(
    ({ id, run, before, fromMs, toMs }) =>
      id === serverId &&
      run === last.run &&
      fromMs <= last.sentMs &&
      toMs >= last.sentMs &&
      before?.["passwordDisabled"] === true,
  );
}

/** The only private key was an output, and the state was lost that had it. */
function wasLostWithState(history: History, { authorizedKeys }: ServerView): boolean {
  return history.calls.some((call) => {
    const { privateKey, fingerprint } = call.end.how === "done" ? call.end.outputs : {};
    const key = history.keyring.keys.find((one) => one.fingerprint === fingerprint);
    return (
      call.kind === "keyPair" &&
      privateKey !== undefined &&
      key !== undefined &&
      authorizedKeys.includes(key.body) &&
      history.lostStateAfter(call)
    );
  });
}

/** Others deleted the key pair whose key the server takes, and with it the only private key, which KPS hosted. */
function wasTakenAway({ cloud }: History, { authorizedKeys }: ServerView): boolean {
  return cloud.chronicle.pairChanges.some(
    ({ what, by, pair }) =>
      what === "deleted" && by === "others" && pair.hosted && authorizedKeys.includes(bodyOf(pair)),
  );
}

function opens(server: ServerView | undefined, bodies: readonly string[]): boolean {
  if (server === undefined) {
    return false;
  }
  return (server.hasPassword && server.passwordLogin) || server.authorizedKeys.some((body) => bodies.includes(body));
}

/** Public halves of the private keys that are in somebody's hands, hosted in KPS or kept in state. */
function keysThatSomebodyHas({ keyring, person, cloud, stack }: History): string[] {
  const hosted = cloud.pairs().filter((pair) => pair.hosted);
  const inState = stack.resources.map(({ outputs }) => outputs["privateKey"]).filter((key) => typeof key === "string");
  return [
    ...person.keys.all.map(({ body }) => body),
    ...keyring.others.map(({ body }) => body),
    ...hosted.map(bodyOf),
    ...inState.map((pem) => keyring.publicHalf(pem)?.body ?? ""),
  ];
}
