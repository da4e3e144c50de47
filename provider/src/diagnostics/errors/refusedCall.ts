import { about, type Diagnosis } from "../diagnosis";
import { actionFor } from "../iamActions";
import { adviceFor, adviceForStatus, type CodeAdvice } from "../serviceCodes";
import type { Speaker } from "../speaker";

/** What is known of an answer that refuses a request. */
export interface RefusedCallFacts {
  readonly service: string;
  readonly operation: string;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly status: number;
  readonly code?: string | undefined;
  readonly serviceMessage?: string | undefined;
  readonly requestId?: string | undefined;
  readonly advice?: string | undefined;
}

/** The service, or the gateway in front of it, answered and did not do what it was asked. */
export function refusedCall(facts: RefusedCallFacts, attempted: string | undefined, speaker: Speaker): Diagnosis {
  const { service, operation, method, path, host, code, status } = facts;
  const action = status === 403 && !otherReasons.has(code ?? "") ? actionFor(operation) : undefined;
  const advice = inDoubt(adviceFor(code, speaker) ?? adviceForStatus(status, speaker), facts);
  return {
    headline: about(attempted, `${service} ${verb(status)} ${operation}`),
    facts: [
      ["answer", answerText(facts)],
      ["request", [`${method} ${path} at ${host}`, requestIdText(facts)].filter(Boolean).join(", ")],
      ["cause", advice?.cause ?? ""],
      ["needs", action === undefined ? "" : `the permission ${action}`],
      ["note", facts.advice ?? ""],
    ],
    next: advice?.next ?? nextAfter(facts, speaker),
  };
}

/** KPS and its gateway say why they forbid something; what says nothing may be anybody on the way. */
function inDoubt(advice: CodeAdvice | undefined, facts: RefusedCallFacts): CodeAdvice | undefined {
  const { status, code, serviceMessage, host } = facts;
  return advice !== undefined && status === 403 && code === undefined && serviceMessage === undefined
    ? {
        cause: `${advice.cause}, or a proxy or firewall on the way does not let it through: the answer gives no reason`,
        next: `${advice.next}; if it is granted, look at what stands between here and ${host} (HTTPS_PROXY, NO_PROXY)`,
      }
    : advice;
}

/** What to do about a refusal of which nothing is known but what it says itself. */
function nextAfter({ code, serviceMessage }: RefusedCallFacts, { again }: Speaker): string {
  return code === undefined && serviceMessage === undefined
    ? `the service gives no reason: check the ids, the names and the region, and ${again}; if it keeps failing, give the ids above to Huawei Cloud support`
    : `correct what the answer names and ${again}`;
}

/** Codes by which a 403 says that something else than a permission is missing. */
const otherReasons = new Set(["KPS.6009", "KPS.9004", "KPS.9005", "KPS.9006", "APIGW.0305", "APIG.0305"]);

/** Status, code and text of an answer. */
export function answerText({ status, code, serviceMessage }: RefusedCallFacts): string {
  return [`${status}`, code, serviceMessage].filter(Boolean).join(" ");
}

/** The id that support asks for; empty where none was given. */
export function requestIdText({ requestId }: RefusedCallFacts): string {
  return requestId === undefined ? "" : `request id ${requestId}`;
}

function verb(status: number): string {
  if (status === 429) {
    return "throttled";
  }
  return status >= 500 ? "had trouble of its own with" : "refused";
}
