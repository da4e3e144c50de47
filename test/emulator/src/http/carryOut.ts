import { KpsRefusal, Refusal } from "../refusal";
import type { Principal } from "../world/identities";
import type { World } from "../world/world";
import type { Desk } from "./desk";
import { gatewayRefusal, throttled } from "./gatewayErrors";
import { queryOf, type IncomingRequest } from "./incoming";
import type { Answer, Call, Operation } from "./operation";
import type { RequestEntry } from "./requestLog";
import type { Route } from "./routes";

/** Sender, project, quota, then the service itself: the order is the gateway's. A refusal is an answer. */
export function carryOut(
  desk: Desk,
  { operation, params }: Route,
  request: IncomingRequest,
  entry: RequestEntry,
): Answer | Promise<Answer> {
  const accept = (answer: Answer): Answer => {
    entry.accepted = operation.changes === true && answer.status < 300;
    return answer;
  };
  try {
    desk.world.advance();
    const call = callOf(desk.world, request, params, entry);
    const answer = operation.anonymous === true ? operation.run(call) : signed(desk, operation, request, call, entry);
    return answer instanceof Promise ? answer.then(accept).catch(refused) : accept(answer);
  } catch (error) {
    return refused(error);
  }
}

function refused(error: unknown): Answer {
  if (error instanceof Refusal) {
    return { status: error.status, body: error.body };
  }
  throw error;
}

function callOf(world: World, request: IncomingRequest, params: Route["params"], entry: RequestEntry): Call {
  const { headers, url, body } = request;
  return {
    params,
    headers,
    body,
    world,
    note: (facts) => entry.note(facts),
    noteRow: (facts) => entry.noteRow(facts),
    // Few operations look at it.
    get query() {
      return new URLSearchParams(queryOf(url));
    },
  };
}

function signed(
  { world, gatekeeper, quota }: Desk,
  operation: Exclude<Operation, { anonymous: true }>,
  request: IncomingRequest,
  call: Call,
  entry: RequestEntry,
): Answer | Promise<Answer> {
  const principal = gatekeeper.authenticate(request);
  entry.who = principal.userName;
  checkProject(world, operation, call.params["project_id"], principal);
  if (operation.quota !== undefined) {
    const { requestsPerMinute, ecsRequestsPerMinute } = world.settings;
    const limit = operation.quota === "ecs" ? ecsRequestsPerMinute : requestsPerMinute;
    if (!quota.admit(`${principal.userId} ${operation.quota}`, limit, world.clock.now())) {
      throw throttled(limit);
    }
  }
  return operation.run(Object.assign(call, { principal }));
}

function checkProject(world: World, operation: Operation, projectId: string | undefined, principal: Principal): void {
  const mine = principal.projectId ?? world.identities.projectId;
  if (projectId === undefined || projectId === mine) {
    return;
  }
  throw operation.service === "kps"
    ? new KpsRefusal(403, "KPS.9003", "No permission for this project")
    : gatewayRefusal(403, "APIGW.0302", "The IAM user is not authorized to access the project");
}
