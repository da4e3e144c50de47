import type { Refusal } from "../refusal";
import type { Desk } from "./desk";
import { gatewayRefusal } from "./gatewayErrors";
import { pathOf, type IncomingRequest } from "./incoming";
import type { Outcome, OutgoingReply } from "./outcome";
import type { Route, Routes } from "./routes";
import { serveOperation } from "./serveOperation";
import { writeReply } from "./writeReply";

const noSuchApi = "The API does not exist or has not been published in the environment";

/** Serves one request to a service. It is a promise only where the reply takes time. */
export function serveRequest(desk: Desk, routes: Routes, request: IncomingRequest): Outcome | Promise<Outcome> {
  const found = routeOf(routes, request);
  return "operation" in found ? serveOperation(desk, found, request) : turnAway(desk, found, request);
}

/** Answers a request that reaches no operation. */
export function turnAway(desk: Desk, refusal: Refusal, { method, url }: IncomingRequest): OutgoingReply {
  const path = pathOf(url);
  if (!path.startsWith(desk.silentPath)) {
    desk.log.open(desk.world.clock.now(), "Unknown", method, path).status = refusal.status;
  }
  return writeReply(desk, { status: refusal.status, body: refusal.body });
}

/** Where a request goes, or why nowhere. */
function routeOf(routes: Routes, { method, url }: IncomingRequest): Route | Refusal {
  try {
    return routes.find(method, pathOf(url)) ?? gatewayRefusal(404, "APIGW.0101", noSuchApi);
  } catch {
    return malformedUrl();
  }
}

/** 400 for an address with a malformed escape. */
export function malformedUrl(): Refusal {
  return gatewayRefusal(400, "APIGW.0201", "Bad request: the URL is malformed");
}
