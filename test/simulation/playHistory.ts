import { comeToRest } from "./comeToRest";
import { History } from "./history";
import { acceptedPosts } from "./judges/acceptedPosts";
import { cancelEnds } from "./judges/cancelEnds";
import { declaredStay } from "./judges/declaredStay";
import { Facts } from "./judges/facts";
import { fleetLimits } from "./judges/fleetLimits";
import { limitsHold } from "./judges/limitsHold";
import { nobodyLockedOut } from "./judges/nobodyLockedOut";
import { othersLeftAlone } from "./judges/othersLeftAlone";
import { pairsStay } from "./judges/pairsStay";
import { needlesFor, secretsKept } from "./judges/secretsKept";
import { previewsEmpty } from "./judges/previewsEmpty";
import { stateIsTrue } from "./judges/stateIsTrue";
import type { Violation } from "./judges/violation";
import { wishesCarriedOut } from "./judges/wishesCarriedOut";
import type { Keyring } from "./keyring";
import { partsOf, type Plan } from "./plan";
import { isUnknowable } from "./unknowable";
import { StuckError } from "./virtualTime";

/** A history that was played. */
export interface Played {
  readonly history: History;
  /** What must not be, in the order of happening; the first one ends the history. */
  readonly violations: readonly Violation[];
}

/** Reactions to one failed step; then the person goes on to the next. */
const MOST_REACTIONS = 2;

/** Plays a history until it comes to rest, or to its first violation. */
export async function playHistory(plan: Plan, keyring: Keyring): Promise<Played> {
  const history = new History(plan, keyring);
  const violations: Violation[] = [];
  try {
    await history.time.until(live(history, violations));
  } catch (error) {
    if (!(error instanceof StuckError)) {
      throw error;
    }
    violations.push({ judgement: "plays on", text: error.message, atMs: history.time.now() });
  } finally {
    history.close();
  }
  return { history, violations };
}

async function live(history: History, violations: Violation[]): Promise<void> {
  const { plan } = history;
  const needles = needlesFor(history.cloud.secrets());
  let judged = 0;
  let previewed = 0;
  const judge = (more: readonly Violation[] = []): boolean => {
    const facts = new Facts(history, history.calls.slice(judged));
    const previews = history.previews.slice(previewed);
    [judged, previewed] = [history.calls.length, history.previews.length];
    const found = [
      ...acceptedPosts(facts),
      ...stateIsTrue(facts),
      ...wishesCarriedOut(facts),
      ...previewsEmpty(previews),
      ...limitsHold(facts),
      ...fleetLimits(facts),
      ...cancelEnds(facts),
      ...othersLeftAlone(facts),
      ...declaredStay(facts),
      ...pairsStay(facts),
      ...secretsKept(facts, needles),
      ...more,
    ].filter((violation) => !isUnknowable(violation, facts));
    violations.push(...found);
    return found.length === 0;
  };
  const reactions = partsOf(plan, "reaction").map(({ reaction }) => reaction);
  for (const { step } of partsOf(plan, "step")) {
    let end = await history.step(step);
    if (!judge()) {
      return;
    }
    for (let count = 0; end !== "succeeded" && count < MOST_REACTIONS; count += 1) {
      const reaction = reactions.shift();
      if (reaction === undefined) {
        break;
      }
      end = await history.react(reaction);
      if (!judge()) {
        return;
      }
    }
  }
  const stuck = await comeToRest(history, () => judge());
  judge([...stuck, ...nobodyLockedOut(history)]);
}
