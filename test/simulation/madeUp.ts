import type { TaskView } from "../emulator/src/index";
import { restedHistory } from "./boundHistory";
import type { CallRecord } from "./callRecord";
import type { AcceptedPost } from "./chronicle";
import type { History } from "./history";
import { Facts } from "./judges/facts";
import type { Violation } from "./judges/violation";
import type { Keyring } from "./keyring";
import type { Part } from "./plan";
import { isUnknowable } from "./unknowable";

/** A history without a violation that knows of nothing but the call that bound its server, and what that sent first with its task. */
export async function firstBind(
  keyring: Keyring,
  ...parts: Part[]
): Promise<{ history: History; bound: CallRecord; post: AcceptedPost; task: TaskView }> {
  const { history, bound } = await restedHistory(keyring, ...parts);
  const [post] = history.cloud.chronicle.posts;
  const [task] = history.cloud.tasks();
  if (post === undefined || task === undefined) {
    throw new Error("nothing was bound");
  }
  history.calls.splice(0, Infinity, bound);
  history.cloud.chronicle.posts.splice(0, Infinity, post);
  return { history, bound, post, task };
}

/** The same call in a later run, which takes 100 ms. */
export function laterCall(call: CallRecord, fromMs: number, change: Partial<CallRecord> = {}): CallRecord {
  return { ...call, run: call.run + 1, verb: "update", fromMs, toMs: fromMs + 100, ...change };
}

/** What a call sends just after it has begun. */
export function sentBy({ run, fromMs }: CallRecord, post: AcceptedPost): AcceptedPost {
  return { ...post, run, sentMs: fromMs + 1, atMs: fromMs + 2 };
}

/** Whether it is excused that a change was sent again. */
export function excusedAgain(history: History, earlier: AcceptedPost, later: AcceptedPost): boolean {
  const violation: Violation = {
    judgement: "one accepted POST",
    text: "",
    atMs: later.atMs,
    posts: { earlier, later },
  };
  return isUnknowable(violation, new Facts(history, []));
}

/** Whether it is excused that this call says of its server what is not true, beside others that are known. */
export function excusedState(history: History, call: CallRecord, ...others: CallRecord[]): boolean {
  const violation: Violation = { judgement: "state is true", text: "", atMs: call.toMs, serverId: call.id, call };
  return isUnknowable(violation, new Facts(history, [...others, call]));
}
