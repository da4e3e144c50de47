import { outputsOf } from "./callRecord";
import type { AcceptedPost } from "./chronicle";
import {
  couldSeeEnd,
  ecsIsBehind,
  ecsIsSilentFor,
  isForgotten,
  isHiddenByEcs,
  isOnRecord,
  mayBeAskedFor,
  tookThePlaceOfForgotten,
  wasTakenForLost,
  type Unknowable,
} from "./couldBeKnown";
import { listedNames } from "./whatListsShow";

/** What is on a server that others change too, or that ECS shows otherwise. */
export const unknowableStates: readonly Unknowable[] = [
  {
    name: "a change of somebody else that is just like ours",
    reason:
      "a change whose answer was lost is known by its server, its key pair and its time only, and one that was forgotten by what ECS shows",
    readme:
      "When the answer to a bind is lost, or the service forgets its task or may not be asked for it, and somebody else binds the same key pair to the same server within half a minute (or, where ECS may not be asked, replaces it there, as lists may show the one of before), their change is taken for ours: it is undone where ours would be, and where it failed the next run binds once more.",
    explains: ({ judgement, posts, serverId = "", atMs }, facts) => {
      if (posts !== undefined) {
        const { earlier, later } = posts;
        const isTakenForIt = (post: AcceptedPost): boolean =>
          post.by === "others" &&
          post.keyPairName === earlier.keyPairName &&
          facts.fateOf(post, later.atMs) === "failed" &&
          facts.isLikeOurs(post, earlier.run);
        return !facts.isToldApart(earlier) && facts.posts(earlier.serverId).some(isTakenForIt);
      }
      const before = facts.posts(serverId).filter((post) => post.atMs < atMs);
      if (judgement === "state is true") {
        const lost = facts.ours(serverId).filter((post) => !facts.isToldApart(post));
        const call = facts.callEnded(atMs, serverId);
        const asked = call?.inputs["keyPairName"];
        const isSilent = ecsIsSilentFor(facts, call, facts.runAt(atMs, serverId));
        const mayBe = (post: AcceptedPost, name: unknown): boolean =>
          post.keyPairName === name || (isSilent && listedNames(facts, post).some((listed) => listed === name));
        return before.some(
          (post) =>
            post.by === "others" &&
            (tookThePlaceOfForgotten(facts, post) ||
              ((mayBe(post, asked) || lost.some(({ keyPairName }) => mayBe(post, keyPairName))) &&
                facts.isLikeOurs(post, facts.runAt(atMs, serverId)))),
        );
      }
      const made = facts.lastSuccess(serverId, atMs);
      return (
        judgement === "others left alone" &&
        made?.by === "others" &&
        (facts.isLikeOurs(made, made.run) || tookThePlaceOfForgotten(facts, made))
      );
    },
  },
  {
    name: "what others undo of a lost or forgotten task that nobody has seen to end",
    reason: "the service does not tell of the task, and ECS shows what was there before",
    readme:
      "A bind whose end no run has seen, as its answer was lost, or the service forgot its task or may not be asked for it, and that somebody else undoes before a run has looked at ECS for long enough, is told as failed.",
    explains: ({ judgement, serverId = "", atMs }, facts) => {
      const { phase, failure } = outputsOf(facts.callEnded(atMs, serverId));
      const undone = facts.lastSuccess(serverId, atMs);
      const ours = facts
        .ours(serverId)
        .filter((post) => post.atMs < atMs)
        .at(-1);
      return (
        judgement === "state is true" &&
        phase === "failed" &&
        failure === undefined &&
        undone?.by === "others" &&
        ours !== undefined &&
        (facts.history.quirks.taskRetentionMs > 0 ||
          !mayBeAskedFor(facts, facts.runAt(atMs, serverId)) ||
          !facts.wasAnswered(ours)) &&
        facts.endOf(ours) < undone.atMs &&
        !couldSeeEnd(facts, ours, undone.atMs)
      );
    },
  },
  {
    name: "a change of somebody else that runs when its row is new",
    reason:
      "a run that was killed leaves nothing else of its bind than a task of a key pair of the program, on a server of it",
    readme:
      "A bind that a new resource finds running on its server, of a key pair that the program itself has made, counts as one that an earlier run has lost, whoever began it: its failure is told as probable, its result is undone where ours would be, and it counts as sent with the `disablePassword` of now.",
    explains: ({ judgement, serverId = "", atMs }, facts) => {
      if (judgement === "state is true") {
        const { failure = {} } = outputsOf(facts.callEnded(atMs, serverId));
        const { taskId, match } = failure as { taskId?: string; match?: string };
        const blamed = facts.posts(serverId).find((post) => post.taskId === taskId);
        return match === "probable" && blamed !== undefined && wasTakenForLost(facts, blamed);
      }
      const made = facts.lastSuccess(serverId, atMs);
      return judgement === "others left alone" && made !== undefined && wasTakenForLost(facts, made);
    },
  },
  {
    name: "a bind of somebody else under the name that ours has left",
    reason: "ECS shows a name, not a key nor who has put it there, and a success is listed nowhere",
    readme:
      "Where somebody else binds once more a key pair of the name that a task of ours has bound, with another key, and no run sees their task, the binding counts as ours: it is undone where ours would be.",
    explains: ({ judgement, serverId = "", atMs }, facts) => {
      const theirs = facts.lastSuccess(serverId, atMs);
      const sent = facts.ours(serverId).find((post) => post.atMs === atMs);
      const made = sent === undefined ? undefined : facts.callOf(sent)?.before?.["made"];
      const { name } = (made ?? {}) as { name?: string };
      return (
        judgement === "others left alone" &&
        theirs?.by === "others" &&
        name === theirs.keyPairName &&
        !facts.history.calls.some(
          ({ id, fromMs, toMs }) => id === serverId && fromMs <= facts.endOf(theirs) && toMs >= theirs.atMs,
        )
      );
    },
  },
  {
    name: "the key of a binding that is found",
    reason: "a key pair made anew keeps its name, servers keep its old key, and nothing dates a binding",
    readme:
      "A binding that is found says nothing of its key, as a key pair made anew keeps its name: only where the same run has generated the key it is known that another one is on the server; otherwise the binding is adopted, with a notice.",
    explains: ({ judgement, serverId = "" }, facts) => {
      const { calls, cloud } = facts.history;
      const adopts = calls.find(
        ({ id, verb, end }) =>
          id === serverId && verb === "create" && end.how === "done" && end.outputs["adopted"] === true,
      );
      const bound = facts
        .posts(serverId)
        .filter((post) => adopts !== undefined && post.atMs < adopts.fromMs && facts.fateOf(post) === "succeeded")
        .at(-1);
      return (
        judgement === "nobody locked out" &&
        adopts !== undefined &&
        cloud.chronicle.pairChanges.some(
          ({ what, name, run, atMs }) =>
            what === "created" &&
            name === adopts.inputs["keyPairName"] &&
            run < adopts.run &&
            (bound === undefined || bound.atMs < atMs),
        )
      );
    },
  },
  {
    name: "a key pair that is made anew while it is bound",
    reason: "the service does not say which of the two keys it has put on the server",
    readme:
      "Where somebody else makes a key pair anew while it is bound, nobody can tell which of its two keys is on the server: `keyUncertain` says so, and a change binds once more, as does a run that has to find out first what became of it.",
    explains: ({ posts }, facts) => {
      if (posts === undefined) {
        return false;
      }
      const { earlier, later } = posts;
      const sender = facts.callOf(earlier);
      const isKnown = sender?.end.how === "done" && sender.end.outputs["keyUncertain"] === true;
      const isOpen = sender?.end.how === "kept" && sender.end.outputs["phase"] === "waiting";
      const untilMs = isKnown ? sender.toMs : later.atMs;
      return (
        (isKnown || isOpen) &&
        facts.history.cloud.chronicle.pairChanges.some(
          ({ by, name, atMs }) =>
            by === "others" && name === earlier.keyPairName && atMs >= earlier.sentMs && atMs <= untilMs,
        )
      );
    },
  },
  {
    name: "a change that no state tells of and that failed",
    reason: "a task that fails may take a key off or put another one there, and the name stays",
    readme:
      "A change of somebody else that fails, or an unbind in a destroy that fails with it, may leave another key on the server, or none, under the same name; the state says what our own task has bound.",
    explains: ({ judgement, serverId = "", atMs }, facts) => {
      const reader = facts.callEnded(atMs, serverId);
      const isUntold = (post: AcceptedPost): boolean => {
        const sender = facts.callOf(post);
        return post.by === "others" || sender?.urn !== reader?.urn || sender?.verb === "delete";
      };
      const ended = facts.posts(serverId).filter((post) => facts.endOf(post) <= atMs);
      const last = facts.lastSuccess(serverId, atMs);
      return (
        judgement === "state is true" &&
        facts.history.quirks.failedLeaves !== "old" &&
        last !== undefined &&
        ended.some((post) => facts.fateOf(post) === "failed" && facts.endOf(post) > facts.endOf(last) && isUntold(post))
      );
    },
  },
  {
    name: "ECS ahead of a task that no list shows yet",
    reason: "ECS may name a key pair as soon as its task has begun, and lists are seconds late",
    readme:
      "ECS may name a key pair before its task has ended, and lists may show that task seconds late: a run that looks in between takes what somebody else has just begun for done, or a late request of a run that was killed.",
    explains: ({ judgement, serverId = "", atMs }, facts) => {
      const { quirks, director } = facts.history;
      const { keyNameChanges, runningListDelayMs } = quirks;
      const run = facts.runAt(atMs, serverId);
      const looks = director.requests.filter(
        ({ operation, arrivedMs = Infinity, ...request }) =>
          operation === "ListRunningTask" &&
          request.run === run &&
          request.atMs >= facts.callBegan(atMs, serverId) &&
          arrivedMs <= atMs,
      );
      return (
        judgement === "state is true" &&
        keyNameChanges === "atStart" &&
        facts
          .posts(serverId)
          .some(
            (post) =>
              (post.by === "others" || isForgotten(facts, post)) &&
              looks.some(({ arrivedMs = 0 }) => arrivedMs >= post.atMs && arrivedMs - post.atMs <= runningListDelayMs),
          )
      );
    },
  },
  {
    name: "what others do after a task of ours, where ECS may not be asked",
    reason: "the task says SUCCESS for ever, and nothing else lists what is on the server",
    readme:
      'Where ECS may not be asked (`verify: "none"`, or without the permission to read servers), a server counts as bound as soon as the task of its bind has succeeded, also where somebody else has changed it since: `verified: false` says so.',
    explains: ({ judgement, serverId = "", atMs }, facts) => {
      const reader = facts.callEnded(atMs, serverId);
      const outputs = outputsOf(reader);
      const last = facts.lastSuccess(serverId, atMs);
      return (
        judgement === "state is true" &&
        reader !== undefined &&
        ecsIsSilentFor(facts, reader, reader.run) &&
        outputs["phase"] === "bound" &&
        outputs["verified"] === false &&
        last?.by === "others" &&
        facts
          .ours(serverId)
          .some(
            (post) =>
              post.taskId === outputs["taskId"] && post.atMs < last.atMs && facts.fateOf(post, atMs) === "succeeded",
          )
      );
    },
  },
  {
    name: "ECS behind a change that was not ours to wait for",
    reason: "ECS shows what was up to a minute ago, and does not say so",
    readme:
      "ECS may show a server's key pair of up to a minute ago; a run that begins sooner after somebody else's change, or after one that was not verified, believes it.",
    explains: ({ judgement, serverId, atMs, call }, facts) => {
      if (judgement === "others left alone" && serverId !== undefined) {
        return isHiddenByEcs(facts, serverId, atMs);
      }
      return (
        judgement === "state is true" &&
        serverId !== undefined &&
        facts
          .posts(serverId)
          .some(
            (post) =>
              post.atMs < facts.callBegan(atMs, serverId) &&
              ecsIsBehind(facts, post, facts.lastLook(atMs, serverId)) &&
              !isOnRecord(facts, post, call),
          )
      );
    },
  },
];
