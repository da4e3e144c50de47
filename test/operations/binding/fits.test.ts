import type { FailedTask } from "../../../provider/src/client/kps/taskRecord";
import type { Listed } from "../../../provider/src/operations/binding/evidence";
import { failureMarks, noteOther, unseenFailures, type FitQuery } from "../../../provider/src/operations/binding/fits";
import { sentChange } from "./sentChange";

const SERVER = "s-1";
const SENT_MS = 1_700_000_000_000;

const failure = (taskId: string, taskTime: number): FailedTask => ({
  taskId,
  operateType: "FAILED_BIND",
  taskTime,
  serverName: "web-1",
  serverId: SERVER,
  keyPairName: "kp-a",
  errorCode: "",
  errorMessage: "busy",
});

/** A bind whose answer was lost. */
const LOST = sentChange({ sentAtServiceMs: SENT_MS, endedAtServiceMs: SENT_MS });

/** What is left of a list of failed tasks for a POST before which a list had shown these. */
function unseen(before: readonly FailedTask[], now: readonly FailedTask[], taskId?: string): readonly FailedTask[] {
  const sent = { ...LOST, taskId, others: failureMarks(before, SERVER, SENT_MS) };
  const list: Listed<FailedTask> = { readable: true, entries: now, unreadable: false, complete: true, sentAtMs: 0 };
  const left = unseenFailures(list, { serverId: SERVER, sent });
  return left.readable ? left.entries : [];
}

describe("a failure that a list had shown before the POST", () => {
  const shortlyBefore = failure(SERVER, SENT_MS - 1_200);

  it("is none of the POST, under the server's id or its own", () => {
    expect(unseen([shortlyBefore], [shortlyBefore])).toEqual([]);
    const named = failure("t-1", SENT_MS - 500);
    expect(unseen([named], [named])).toEqual([]);
  });

  it("takes no other with it, not even one of the same second", () => {
    const own = failure(SERVER, SENT_MS + 4_000);
    expect(unseen([shortlyBefore], [shortlyBefore, own])).toEqual([own]);
    expect(unseen([shortlyBefore], [shortlyBefore, shortlyBefore])).toEqual([shortlyBefore]);
  });

  it("is not kept where its time tells enough, or nothing", () => {
    expect(failureMarks([failure(SERVER, SENT_MS - 60_000), failure(SERVER, 0)], SERVER, SENT_MS)).toEqual([]);
  });

  it("counts where the answer to the POST has named it", () => {
    const named = failure("t-1", SENT_MS);
    expect(unseen([named], [named], "t-1")).toEqual([named]);
  });
});

it("a task that began too late to be the POST is noted once, and its failure under either name is none of the POST", () => {
  const sent = { ...LOST, others: [] as string[] };
  const query: FitQuery = { sent, serverId: SERVER, dismissed: new Set(), timeScale: 1 };
  const late = failure("t-9", SENT_MS + 60_000);
  const nameless = failure(SERVER, SENT_MS + 60_000);
  const intime = failure("t-8", SENT_MS + 5_000);
  [late, late, nameless, intime, undefined].forEach((entry) => noteOther(entry, query));
  expect(sent.others).toEqual(["t-9", `failed at ${SENT_MS + 60_000}`]);
  const list = {
    readable: true,
    entries: [late, nameless, intime],
    unreadable: false,
    complete: true,
    sentAtMs: 0,
  } as const;
  expect(unseenFailures(list, query)).toMatchObject({ entries: [intime] });
});
