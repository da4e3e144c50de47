import { bodyFacts } from "./bodyFacts";
import { carryOut } from "./carryOut";
import type { Desk } from "./desk";
import type { Fault } from "./faults";
import { pathOf, type IncomingRequest } from "./incoming";
import type { Answer } from "./operation";
import type { Outcome } from "./outcome";
import type { RequestEntry } from "./requestLog";
import type { Route } from "./routes";
import { writeReply } from "./writeReply";

/** Serves one request: a scripted fault first, then as the gateway does. The promise is of a reply that takes time. */
export function serveOperation(desk: Desk, route: Route, request: IncomingRequest): Outcome | Promise<Outcome> {
  const path = pathOf(request.url);
  const { operation, params } = route;
  const name = operation.nameOf?.(request.body) ?? operation.name;
  const entry = desk.log.open(desk.world.clock.now(), name, request.method, path);
  noteParams(entry, params);
  const fault = desk.faults.take(name, path);
  if (fault !== undefined) {
    return disturb(desk, fault, entry, request.body, () => carryOut(desk, route, request, entry));
  }
  // Most operations answer at once, and a promise costs about as much as they do.
  const answer = carryOut(desk, route, request, entry);
  const { body } = request;
  return answer instanceof Promise
    ? answer.then((late) => finish(desk, entry, body, late))
    : finish(desk, entry, body, answer);
}

function finish(desk: Desk, entry: RequestEntry, body: Buffer, answer: Answer): Outcome {
  entry.status = answer.status;
  if (answer.status >= 400) {
    noteBody(entry, body);
  }
  return writeReply(desk, answer);
}

async function disturb(
  desk: Desk,
  fault: Fault,
  entry: RequestEntry,
  body: Buffer,
  serve: () => Answer | Promise<Answer>,
): Promise<Outcome> {
  if (fault.delayMs !== undefined) {
    await desk.delays.wait(fault.delayMs);
  }
  if (fault.cut === "before" || desk.closing.aborted) {
    noteBody(entry, body);
    return { cut: "before" };
  }
  const answer = scripted(fault) ?? (await serve());
  entry.status = answer.status;
  noteBody(entry, body);
  if (fault.cut === "after") {
    return { cut: "after" };
  }
  return writeReply(desk, { ...answer, headers: { ...answer.headers, ...fault.headers } });
}

function scripted(fault: Fault): Answer | undefined {
  if (fault.cut !== undefined || (fault.status === undefined && fault.body === undefined)) {
    return undefined;
  }
  return { status: fault.status ?? 200, body: fault.body };
}

/** What a request is about that no operation came to look at. */
function noteBody(entry: RequestEntry, body: Buffer): void {
  if (!entry.saysNothing || body.length === 0) {
    return;
  }
  const facts = bodyFacts(body);
  if ("batch" in facts) {
    facts.batch.forEach((one) => entry.noteRow(one));
  } else {
    entry.note(facts);
  }
}

function noteParams(entry: RequestEntry, params: Record<string, string>): void {
  const { task_id: taskId, server_id: serverId, keypair_name: keyPairName } = params;
  if (taskId !== undefined) {
    entry.note({ taskId });
  }
  if (serverId !== undefined) {
    entry.note({ serverId });
  }
  if (keyPairName !== undefined) {
    entry.note({ keyPairName });
  }
}
