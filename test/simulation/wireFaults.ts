import type { Outcome, OutgoingReply } from "../emulator/src/index";

/** What goes wrong with one request. "served" faults let it be carried out and spoil the answer only. */
export type WireFault =
  | "500"
  | "502 page"
  | "503"
  | "429"
  | "served 502 page"
  | "served 504"
  | "404 page"
  | "404 empty"
  | "404 foreign"
  | "400 huge"
  | "empty 200"
  | "page 200"
  | "half"
  | "garbage"
  | "list says nothing"
  | "list lacks the last"
  | "foreign ids"
  | "cut before"
  | "cut after"
  | "slow there"
  | "slow back"
  /** The service's own words, for once, for what is there. */
  | "not found"
  /** The answer of the service, longer than is read. */
  | "huge"
  /** Its ids of servers in capitals. */
  | "capitals";

/** How long a slow request takes, in ms; longer than any limit of one exchange. */
export const SLOW_MS = 34_000;

/** Faults that can befall any request. */
export const anyFaults: readonly [WireFault, ...WireFault[]] = [
  "500",
  "502 page",
  "503",
  "429",
  "404 page",
  "404 empty",
  "404 foreign",
  "400 huge",
  "empty 200",
  "page 200",
  "half",
  "garbage",
  "foreign ids",
  "cut before",
  "cut after",
  "slow there",
  "slow back",
  "huge",
  "capitals",
];

/** Faults of a request that changes something. */
export const postFaults: readonly [WireFault, ...WireFault[]] = [
  "cut before",
  "cut after",
  "cut after",
  "served 502 page",
  "served 504",
  "half",
  "garbage",
  "400 huge",
  "slow there",
  "slow back",
  "500",
  "huge",
  "capitals",
];

/** Faults of a list. */
export const listFaults: readonly [WireFault, ...WireFault[]] = [
  "list says nothing",
  "list lacks the last",
  "empty 200",
  "cut before",
  "503",
  "half",
  "capitals",
];

const page = "<html><head><title>Gateway</title></head><body><h1>Something is wrong</h1></body></html>";
const json = { "content-type": "application/json;charset=UTF-8" };
const html = { "content-type": "text/html" };
/** Longer than any answer that is read, in bytes. */
const LONGEST_READ = 5 * 1024 * 1024;
const anyId = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const serverId = /(?<="server_id":")[^"]*/g;
const foreignId = "deadbeef-0000-4000-8000-00000000beef";

/** What becomes of a request: served first or not at all, and then answered by `answer`, or not at all. */
export interface Disturbance {
  readonly served: boolean;
  readonly thereMs: number;
  readonly backMs: number;
  readonly answer: (outcome: Outcome | undefined) => Outcome;
}

/** What a fault does to a request of an operation. */
export function disturbanceOf(fault: WireFault, operation: string): Disturbance {
  const plain = { thereMs: 0, backMs: 0 };
  const instead = (reply: OutgoingReply): Disturbance => ({ ...plain, served: false, answer: () => reply });
  const spoilt = (spoil: (reply: OutgoingReply) => OutgoingReply): Disturbance => ({
    ...plain,
    served: true,
    answer: (outcome) => (outcome === undefined || "cut" in outcome ? { cut: "after" } : spoil(outcome)),
  });
  switch (fault) {
    case "500":
      return instead(reply(500, { error_code: "KPS.0003", error_msg: "internal error" }));
    case "502 page":
      return instead({ status: 502, headers: html, body: page });
    case "503":
      return instead(reply(503, { error_code: "KPS.0003", error_msg: "busy" }));
    case "429":
      return instead(reply(429, { error_code: "APIGW.0308", error_msg: "The throttling threshold has been reached" }));
    case "served 502 page":
      return spoilt(() => ({ status: 502, headers: html, body: page }));
    case "served 504":
      return spoilt(() => ({ status: 504, headers: {}, body: "" }));
    case "404 page":
      return instead({ status: 404, headers: html, body: page });
    case "404 empty":
      return instead({ status: 404, headers: {}, body: "" });
    case "404 foreign":
      return instead(reply(404, { code: "not_found", path: "/somewhere/else" }));
    case "400 huge":
      return instead(reply(400, { error_code: "KPS.0002", error_msg: "x".repeat(300 * 1024) }));
    case "empty 200":
      return spoilt((real) => ({ ...real, body: "" }));
    case "page 200":
      return spoilt((real) => ({ ...real, headers: html, body: page }));
    case "half":
      return spoilt((real) => ({ ...real, body: text(real).slice(0, Math.floor(text(real).length / 2)) }));
    case "garbage":
      return spoilt((real) => ({ ...real, body: "\u0000\u0001\u0002 no JSON" }));
    case "list says nothing":
      return spoilt((real) => ({ ...real, body: text(real).replace(/"tasks":\[.*\]/s, '"tasks":[]') }));
    case "list lacks the last":
      return spoilt((real) => ({ ...real, body: text(real).replace(/,?\{[^{}]*\}\]/s, "]") }));
    case "foreign ids":
      return spoilt((real) => ({
        ...real,
        body: text(real).replace(anyId, foreignId),
      }));
    case "huge":
      return spoilt((real) => ({ ...real, body: text(real).padEnd(LONGEST_READ) }));
    case "capitals":
      return spoilt((real) => ({ ...real, body: text(real).replace(serverId, (field) => field.toUpperCase()) }));
    case "not found":
      return instead(notFound(operation));
    case "cut before":
      return { ...plain, served: false, answer: () => ({ cut: "before" }) };
    case "cut after":
      return { ...plain, served: true, answer: () => ({ cut: "after" }) };
    case "slow there":
      return { thereMs: SLOW_MS, backMs: 0, served: true, answer: (outcome) => outcome ?? { cut: "after" } };
    case "slow back":
      return { thereMs: 0, backMs: SLOW_MS, served: true, answer: (outcome) => outcome ?? { cut: "after" } };
  }
}

/** Who lacks a permission is told so in the words of the service. */
export function forbidden(operation: string): OutgoingReply {
  return /Server/.test(operation)
    ? reply(403, { error: { code: "Ecs.0001", message: `Policy doesn't allow ${operation} to be performed.` } })
    : reply(403, { error_code: "KPS.9003", error_msg: `No permission for ${operation}` });
}

/** What is asked for by its name or id is there, and for once is not found all the same. */
function notFound(operation: string): OutgoingReply {
  return operation === "ShowServer"
    ? reply(404, { error: { code: "Ecs.0114", message: "Instance could not be found." } })
    : reply(404, { error_code: operation === "ListKeypairTask" ? "KPS.0001" : "KPS.4016", error_msg: "not found" });
}

function reply(status: number, body: object): OutgoingReply {
  return { status, headers: json, body: JSON.stringify(body) };
}

function text({ body }: OutgoingReply): string {
  return typeof body === "string" ? body : body.toString("utf8");
}
