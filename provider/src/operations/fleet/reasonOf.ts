import { unansweredCall } from "../../diagnostics/errors/unansweredCall";
import { answerText, refusedCall, requestIdText } from "../../diagnostics/errors/refusedCall";
import { resourceSpeaker } from "../../diagnostics/speaker";
import { isServiceError } from "../../transport/serviceError";
import { isTransportError } from "../../transport/transportError";

/** Why a server was not changed, apart from which server it was. */
export interface Reason {
  readonly reason: string;
  readonly code: string | undefined;
  readonly serverName: string | undefined;
  /** What the person can do; empty for nothing in particular. */
  readonly next: string;
}

/** What an error says of any server: many servers that fail for one reason are to be told of together. No id: of none. */
export function reasonOf(error: unknown, serverId: string): Reason {
  if (isServiceError(error)) {
    const { headline, next } = refusedCall(error, undefined, resourceSpeaker);
    const { reason } = withoutServer(`${headline}: ${answerText(error)}`, serverId);
    return { reason, code: error.code, serverName: undefined, next: withId(next, requestIdText(error)) };
  }
  if (isTransportError(error)) {
    const { headline, next } = unansweredCall(error, undefined, resourceSpeaker);
    const { reason } = withoutServer(`${headline}: ${error.detail}`, serverId);
    return { reason, code: undefined, serverName: undefined, next };
  }
  const lines = (error instanceof Error ? error.message || error.name : String(error)).split("\n");
  const next =
    lines
      .find((line) => line.startsWith("next "))
      ?.slice("next".length)
      .trim() ?? "";
  const [id = ""] = /request id \S+/.exec(lines.join("\n")) ?? [];
  return { ...withoutServer(lines[0] ?? "", serverId), code: undefined, next: withId(next, id) };
}

/** Support asks for ids, which a reason leaves out: many servers share it. That of one of them does. */
function withId(next: string, id: string): string {
  return next.replace("the ids above", id === "" ? "the time" : id);
}

/** ECS has longer ids, with digits. */
const MAY_BE_A_WORD = /^(?:\D*|.{1,2})$/;

/** `binding key pair "ops" to server web-1 (<id>) was not tried: it is stopped` is "it is stopped", of web-1. */
function withoutServer(text: string, serverId: string): { reason: string; serverName: string | undefined } {
  if (serverId === "") {
    return { reason: text, serverName: undefined };
  }
  const id = serverId.replaceAll(".", "\\.");
  // A short id may stand in other words and names as well.
  const told = new RegExp(`(?<=server )(?:((?:(?!server )[^()])+) \\(${id}\\)|${id}(?![\\w-]))`).exec(text);
  const [subject = serverId, serverName] = told ?? [];
  const rest = told === null ? "" : text.slice(told.index + subject.length);
  const [, reason] = /^(?: with "[^"]*")?(?: was not tried| failed)?:\s*(.+)$/.exec(rest) ?? [];
  const nameless = (reason ?? text).replaceAll(`server ${subject}`, "server ...");
  const elsewhere = new RegExp(`(?<![\\w."-])${id}(?![\\w"-])`, "g");
  return { reason: MAY_BE_A_WORD.test(serverId) ? nameless : nameless.replace(elsewhere, "..."), serverName };
}
