import { about, type Diagnosis } from "../diagnosis";
import type { Speaker } from "../speaker";

/** Why there is no usable answer. */
export type NoAnswerKind =
  | "dns"
  | "proxy"
  | "refused"
  | "tls"
  | "reset"
  | "timeout"
  | "redirect"
  | "tooLarge"
  | "unreadable"
  | "empty"
  | "aborted";

/** What is known of a request that got no usable answer. */
export interface UnansweredCallFacts {
  readonly service: string;
  readonly operation: string;
  readonly method: string;
  readonly host: string;
  readonly kind: NoAnswerKind;
  /** What happened, as the end of a sentence about the request. */
  readonly detail: string;
}

/** A request could not be sent, or what came back cannot be used. */
export function unansweredCall(facts: UnansweredCallFacts, attempted: string | undefined, speaker: Speaker): Diagnosis {
  const { method, host, detail } = facts;
  return {
    headline: about(attempted, whatCame(facts)),
    facts: [["problem", `the request (${method} at ${host}) ${detail}`]],
    next: nextStep(facts, speaker),
  };
}

function whatCame({ kind, service, operation }: UnansweredCallFacts): string {
  switch (kind) {
    case "dns":
    case "proxy":
    case "refused":
    case "tls":
      return `${operation} could not be sent to ${service}`;
    case "redirect":
    case "tooLarge":
    case "unreadable":
    case "empty":
      return `${service} gave no usable answer to ${operation}`;
    case "reset":
    case "timeout":
    case "aborted":
      return `${service} did not answer ${operation}`;
  }
}

function nextStep({ kind, detail, host }: UnansweredCallFacts, speaker: Speaker): string {
  const { again, endpoint, region } = speaker;
  switch (kind) {
    case "dns":
      return `check ${region} and ${endpoint}, which the host name comes from, and whether this machine can resolve names; then ${again}`;
    case "proxy":
      return `name the proxy itself in HTTPS_PROXY, with http://, https:// or socks:// (a script, pac+..., cannot be used), or ${host} in NO_PROXY; then ${again}`;
    case "refused":
      return `check ${endpoint}, firewalls and the proxy (HTTPS_PROXY, NO_PROXY), then ${again}`;
    case "tls":
      return detail.includes("certificate")
        ? `if ${host} is to be trusted (a private cloud, or a proxy that looks into TLS), put the path of its CA certificate in PEM form into NODE_EXTRA_CA_CERTS in the environment of ${speaker.process}; else check ${endpoint}: somebody may stand in between`
        : `check ${endpoint} (does it speak TLS there?) and the proxy (HTTPS_PROXY, NO_PROXY), then ${again}`;
    case "redirect":
      return `set ${endpoint} to the service's own address; a proxy or a network that asks for a login answers like this too`;
    case "tooLarge":
    case "unreadable":
    case "empty":
      return `check ${endpoint} and the proxy (HTTPS_PROXY, NO_PROXY): something else than the service may answer there; then ${again}`;
    case "reset":
    case "timeout":
      return `check the network and the proxy (HTTPS_PROXY, NO_PROXY), then ${again}`;
    case "aborted":
      return again;
  }
}
