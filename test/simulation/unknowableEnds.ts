import {
  couldBeFollowed,
  ecsIsBehind,
  ecsIsSilent,
  ecsIsSilentFor,
  endsUntold,
  hasNoRecord,
  isForgotten,
  isForgottenByTheService,
  isLate,
  isSameName,
  keyIsUncertain,
  mayBeAskedFor,
  open,
  isUntoldUnbind,
  wasShownBefore,
  type Unknowable,
} from "./couldBeKnown";
import { isUnlistedFailure, leavesOut, wasDropped } from "./whatListsShow";

/** What became of a change of ours that nobody saw end. */
export const unknowableEnds: readonly Unknowable[] = [
  {
    name: "a success that nobody has a record of",
    reason:
      "a success is listed nowhere, and only ECS would tell: it is behind, may not be asked, or shows the name that was there before, or a name whose key an earlier failure left uncertain",
    readme:
      "A task that has succeeded leaves no trace but what ECS shows: where no state tells of it (its run was killed, the state was lost, or the row is new or was not the one that bound: replaced, renamed without an alias, or moved to a fleet and back), the next run binds once more while ECS is behind or may not be asked, and where the name stays the same: for a change of `triggers`, a key pair made anew, or a key that a failure left uncertain. Nor does it show that it has put another key there under the same name, not even where ECS shows that name only later, to a run whose own answer was lost. A pair that has come onto the server since state was written counts as bound for changed `triggers` too.",
    explains: ({ posts, judgement, serverId = "", atMs }, facts) => {
      if (posts === undefined) {
        const last = facts.lastSuccess(serverId, atMs);
        return (
          judgement === "state is true" &&
          last?.by === "ours" &&
          isForgotten(facts, last) &&
          (last.before.keyPairName === last.keyPairName || ecsIsBehind(facts, last, facts.callBegan(atMs, serverId)))
        );
      }
      const { earlier, later } = posts;
      return (
        hasNoRecord(facts, posts) &&
        facts.fateOf(earlier, later.atMs) === "succeeded" &&
        (ecsIsSilent(facts, later) ||
          keyIsUncertain(facts, later) ||
          isSameName(facts, posts) ||
          ecsIsBehind(facts, earlier, later.atMs))
      );
    },
  },
  {
    name: "a task that nobody has a record of, seen running and not seen to end",
    reason:
      "a success is listed nowhere, and what the lists say of the task does not tell it from another one that failed",
    readme:
      "So does a run that sees such a task running where nothing tells how it ended: its entry cannot be read and another task of its server has failed, it is listed without an id and failed tasks may not be listed, or the service has forgotten it before it could be asked (it answered for other tasks instead, or could not be reached).",
    explains: ({ posts }, facts) =>
      posts !== undefined &&
      hasNoRecord(facts, posts) &&
      facts.fateOf(posts.earlier, posts.later.atMs) === "succeeded" &&
      endsUntold(facts, posts),
  },
  {
    name: "a bind whose answer was lost, whose task was forgotten or may not be asked for, and whose end ECS cannot tell",
    reason: "nothing lists a success, and ECS shows the same name before and after it, or may not be asked",
    readme:
      "When the answer to a bind is lost, or its task is forgotten before it was seen to end or may not be asked for, and ECS cannot tell how it ended (it showed the key pair's present name before, if only because it was behind, or may not be asked), the run ends as waiting and the next one binds once more.",
    explains: ({ posts }, facts) =>
      posts !== undefined &&
      facts.callOf(posts.earlier) !== facts.callOf(posts.later) &&
      facts.fateOf(posts.earlier, posts.later.atMs) === "succeeded" &&
      (!facts.wasAnswered(posts.earlier) ||
        isForgottenByTheService(facts, posts) ||
        [posts.earlier, posts.later].some(({ run }) => !mayBeAskedFor(facts, run))) &&
      !couldBeFollowed(facts, posts.earlier) &&
      (wasShownBefore(facts, posts.earlier) || ecsIsSilent(facts, posts.earlier) || ecsIsSilent(facts, posts.later)),
  },
  {
    name: "an unbind in a destroy that failed, where ECS may not be asked",
    reason: "a delete that fails keeps no outputs, so no state tells of what it sent, and nothing lists a success",
    readme:
      'Of an unbind in a destroy that fails (it was cut short, or another server of the fleet could not be let go) no state tells, as a delete that fails keeps none: where it succeeds and ECS may not be asked (`verify: "none"`), the next run unbinds once more, or, where the program declares the server again, believes the bind on record.',
    explains: ({ posts, judgement, serverId = "", atMs }, facts) => {
      if (posts !== undefined) {
        const { earlier, later } = posts;
        const succeeded = facts.fateOf(earlier, later.atMs) === "succeeded";
        return later.unbinds && succeeded && isUntoldUnbind(facts, earlier) && ecsIsSilent(facts, later);
      }
      const reader = facts.callEnded(atMs, serverId);
      const last = facts.lastSuccess(serverId, atMs);
      return (
        judgement === "state is true" &&
        reader !== undefined &&
        last !== undefined &&
        isUntoldUnbind(facts, last) &&
        ecsIsSilentFor(facts, reader, reader.run)
      );
    },
  },
  {
    name: "a lost POST whose task the service drops at once",
    reason: "no list has shown the task, none shows that it failed, and ECS shows what was there before",
    readme:
      "When the answer to a bind is lost, and the service drops its task within seconds, before a list shows it and without any effect, or never lists that it has failed (or somebody clears that list at once), it counts as never accepted: it is sent once more, or, where that is refused, not kept in state.",
    explains: ({ posts, judgement, serverId = "", atMs }, facts) => {
      if (posts !== undefined) {
        return wasDropped(facts, posts.earlier, posts.later.atMs);
      }
      const call = facts.callEnded(atMs, serverId);
      const sent = facts.ours(serverId).filter((post) => call !== undefined && facts.callOf(post) === call);
      return (
        judgement === "state is true" &&
        call?.end.how === "refused" &&
        sent.length > 0 &&
        sent.every((post) => wasDropped(facts, post, atMs))
      );
    },
  },
  {
    name: "a failure that no list shows, of a task that nobody can ask for",
    reason: "what a whole list of failed tasks lacks has succeeded, as far as anybody can tell",
    readme:
      "A task that no state tells of, that a run sees running, and that cannot be asked for (lists give the server's id in place of its own, or tasks may not be read) counts as succeeded where a whole list of failed tasks does not show it, also should the service never list that it has failed (or somebody clear that list at once).",
    explains: ({ posts, judgement, serverId = "", atMs }, facts) => {
      const last = facts
        .posts(serverId)
        .filter((post) => post.atMs < atMs)
        .at(-1);
      if (posts !== undefined || judgement !== "state is true" || last === undefined) {
        return false;
      }
      const endMs = facts.endOf(last);
      return (
        facts.fateOf(last, atMs) === "failed" &&
        (last.by === "others" || isForgotten(facts, last)) &&
        facts.history.calls.some(
          ({ id, run, fromMs, toMs, end }) =>
            id === serverId &&
            [fromMs <= endMs, endMs <= toMs, toMs <= atMs, end.how === "done"].every(Boolean) &&
            isUnlistedFailure(facts, last, run) &&
            (facts.history.quirks.listTaskId === "server" || !mayBeAskedFor(facts, run)),
        )
      );
    },
  },
  {
    name: "a kill while the running list is forbidden",
    reason: "only the running list shows a task that nobody has a record of",
    readme:
      "Without the permission kps::getRunningTask a task that no state tells of (its run was killed, its destroy ran out of time, or its row is new), or whose answer was lost, cannot be found; it may be sent once more, or taken for carried out as soon as ECS shows the new name, and run on when a destroy is done.",
    explains: ({ posts, judgement, serverId, atMs }, facts) =>
      posts === undefined
        ? judgement === "state is true" &&
          (facts.history.quirks.keyNameChanges === "atStart" || facts.callEnded(atMs, serverId)?.verb === "delete") &&
          facts
            .posts(serverId ?? "")
            .some(
              (post) =>
                post.atMs <= atMs &&
                facts.endOf(post) > facts.callBegan(atMs, serverId ?? "") &&
                (isForgotten(facts, post) || !facts.wasAnswered(post) || facts.isToldByOther(post, atMs)) &&
                facts.isForbidden("ListRunningTask", facts.runAt(atMs, serverId)),
            )
        : ((hasNoRecord(facts, posts) || isUntoldUnbind(facts, posts.earlier)) &&
            facts.isForbidden("ListRunningTask", posts.later.run)) ||
          (!facts.wasAnswered(posts.earlier) && facts.isForbidden("ListRunningTask", posts.earlier.run)),
  },
  {
    name: "a POST accepted late",
    reason: "a request may lie on its way for longer than anybody waits for it",
    readme:
      "A request that the service carries out more than half a minute after its connection was lost is taken for somebody else's.",
    explains: ({ posts, serverId }, facts) =>
      posts === undefined
        ? serverId !== undefined && facts.ours(serverId).some(isLate)
        : isLate(posts.earlier) || isLate(posts.later),
  },
  {
    name: "a running list that leaves tasks out",
    reason: "the service shows no task that runs, and its count does not tell that one is missing",
    readme:
      "Should the service leave a running task out of its list, and out of its count, or show it as one of another server, nobody can know of it: it may get a second one, or be taken for failed, so that a destroy leaves what it binds, or for carried out as soon as ECS shows the new name.",
    explains: ({ posts, judgement, serverId, atMs }, facts) => {
      const { secondTask } = facts.history.quirks;
      if (posts !== undefined) {
        const { earlier, later } = posts;
        const over = facts.fateOf(earlier, later.atMs) !== "open";
        const unasked = [earlier, later].some(({ run }) => !mayBeAskedFor(facts, run));
        const untold = hasNoRecord(facts, posts) || isUntoldUnbind(facts, earlier);
        const unseen = unasked || !facts.wasAnswered(earlier) || untold;
        return leavesOut(facts, later.run) && unseen && (over || secondTask !== "refuse");
      }
      const run = facts.runAt(atMs, serverId);
      const mayAsk = mayBeAskedFor(facts, run);
      const unseen = facts
        .ours(serverId ?? "")
        .some((post) => post.run === run && !(facts.wasAnswered(post) && mayAsk));
      const wasGivenUp = facts
        .ours(serverId ?? "")
        .some((post) => post.atMs < atMs && !facts.wasAnswered(post) && leavesOut(facts, post.run));
      const isOpen = [facts.callBegan(atMs, serverId ?? ""), atMs].some((ms) => open(facts, serverId, ms).length > 0);
      const isLeftOut = leavesOut(facts, run) && (unseen || isOpen);
      return judgement === "state is true" && (isLeftOut || wasGivenUp);
    },
  },
];
