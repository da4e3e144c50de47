import { isIP } from "node:net";
import { isLoopback } from "../loopback";

/** What a request to the control or the state page says of where it comes from. */
export interface ControlRequest {
  host: string | undefined;
  origin: string | undefined;
  contentType: string | undefined;
  hasBody: boolean;
}

/** Why such a request is turned away. */
export interface TurnedAway {
  status: 403 | 415;
  reason: string;
}

/**
 * Tells requests that people and their tools send from those that a web page makes their browser send. A page of
 * somebody else can reach 127.0.0.1 by a name of its own that leads there (so the Host header counts), and may send
 * forms anywhere (so the Origin counts, and a body must be JSON, which no form is).
 *
 * @param listening the address or name the emulator was told to listen on
 * @returns undefined for a request that may pass
 */
export function turnedAway(request: ControlRequest, listening: string): TurnedAway | undefined {
  if (!isOwnHost(request.host, listening)) {
    return {
      status: 403,
      reason: `the Host header names none of this emulator's own addresses; call it by ${isLoopback(listening) ? "127.0.0.1 or localhost" : "its address"}`,
    };
  }
  if (request.origin !== undefined && request.origin !== `http://${request.host ?? ""}`) {
    return { status: 403, reason: "the Origin header names another web page; only the emulator's own may call this" };
  }
  if ((request.hasBody || request.contentType !== undefined) && !isJson(request.contentType)) {
    return { status: 415, reason: "a body must be sent with the header Content-Type: application/json" };
  }
  return undefined;
}

/** An address cannot be made to lead elsewhere, unlike a name. */
function isOwnHost(host: string | undefined, listening: string): boolean {
  const name = host?.replace(/:\d{1,5}$/, "").replace(/^\[(.*)\]$/, "$1");
  if (name === undefined || name === "") {
    return false;
  }
  const named = name.toLowerCase() === listening.toLowerCase();
  return named || isLoopback(name) || (!isLoopback(listening) && isIP(name) !== 0);
}

function isJson(contentType: string | undefined): boolean {
  return contentType !== undefined && /^application\/json\s*(;|$)/i.test(contentType.trim());
}
