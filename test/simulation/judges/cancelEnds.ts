import type { CallRecord } from "../callRecord";
import { frontOf } from "../stack";
import type { SentRequest } from "../wire";
import { seconds, type Facts } from "./facts";
import type { Violation } from "./violation";

/** So soon after Ctrl-C every wait of the plugin ends, in ms. */
const SOON_MS = 1_000;

/** After Ctrl-C the plugin changes nothing more, and its calls end at once but for what they have just sent. */
export function cancelEnds({ history, calls }: Facts): Violation[] {
  const runs = new Set(calls.map(({ run }) => run));
  return history.runs.flatMap(({ run, cancelledMs }) => {
    if (cancelledMs === undefined || !runs.has(run)) {
      return [];
    }
    const changes = history.director.requests.filter(
      (request) => request.run === run && request.method !== "GET" && frontOf(request.provider) === "plugin",
    );
    const after = changes.filter(({ atMs }) => atMs > cancelledMs);
    const late = calls.filter(
      (call) =>
        call.run === run &&
        // What a fleet does for one server ends with the fleet's own call.
        call.partOf === undefined &&
        frontOf(call.provider) === "plugin" &&
        call.end.how !== "killed" &&
        call.toMs > lastEnd(call, cancelledMs, changes) + SOON_MS,
    );
    return [
      ...after.map(({ operation, atMs }) => violation(`${operation} was sent ${since(cancelledMs, atMs)}`, atMs)),
      ...late.map(({ verb, id, toMs }) => violation(`${verb} of ${id} ended ${since(cancelledMs, toMs)}`, toMs, id)),
    ];
  });
}

/** When the last request was over that a call had under way at Ctrl-C to change something; a fleet's may be any. */
function lastEnd({ id, kind }: CallRecord, cancelledMs: number, changes: readonly SentRequest[]): number {
  const underWay = changes.filter(
    ({ atMs, endedMs = Infinity, path, body }) =>
      atMs <= cancelledMs &&
      endedMs > cancelledMs &&
      (kind === "keyPairFleet" || path.includes(id) || body.includes(id)),
  );
  return Math.max(cancelledMs, ...underWay.map(({ endedMs = Infinity }) => endedMs));
}

function since(cancelledMs: number, atMs: number): string {
  return `${seconds(atMs - cancelledMs)} after Ctrl-C`;
}

function violation(text: string, atMs: number, serverId?: string): Violation {
  return { judgement: "limits hold", text, atMs, serverId };
}
