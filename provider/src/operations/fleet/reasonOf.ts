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
  const { at, subject, serverName } = toldServer(text, serverId) ?? { at: text.length, subject: serverId };
  const [, reason] =
    /^(?: with "[^"]*")?(?: was not tried| failed)?:\s*(.+)$/.exec(text.slice(at + subject.length)) ?? [];
  const nameless = (reason ?? text).replaceAll(`server ${subject}`, "server ...");
  return { reason: MAY_BE_A_WORD.test(serverId) ? nameless : withoutId(nameless, serverId), serverName };
}

/** Where a text tells of a server, as `server web-1 (<id>)` or `server <id>`: a short id may stand in other words as well. */
function toldServer(
  text: string,
  serverId: string,
): { at: number; subject: string; serverName?: string | undefined } | undefined {
  for (let at = text.indexOf(serverId); at >= 0; at = text.indexOf(serverId, at + 1)) {
    const before = text.slice(0, at);
    const after = text.slice(at + serverId.length);
    const serverName = after.startsWith(")") ? nameBefore(before) : undefined;
    if (serverName !== undefined) {
      return { at: at - " (".length - serverName.length, subject: `${serverName} (${serverId})`, serverName };
    }
    if (before.endsWith("server ") && !/^[\w-]/.test(after)) {
      return { at, subject: serverId };
    }
  }
  return undefined;
}

/** The name in a text that ends in `server <name> (`. */
function nameBefore(text: string): string | undefined {
  const start = text.lastIndexOf("server ");
  const name = text.endsWith(" (") && start >= 0 ? text.slice(start + "server ".length, -" (".length) : "";
  return name === "" || /[()]/.test(name) ? undefined : name;
}

/** A text without an id, where that stands by itself. */
function withoutId(text: string, id: string): string {
  return text
    .split(id)
    .reduce((left, right) =>
      /[\w."-]/.test(left.at(-1) ?? "") || /^[\w"-]/.test(right) ? `${left}${id}${right}` : `${left}...${right}`,
    );
}
