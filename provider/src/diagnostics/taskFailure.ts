import { likelyCauses } from "./likelyCauses";
import { report } from "./report";
import { serverText } from "./serverText";
import { adviceFor } from "./serviceCodes";
import { cutText } from "./text/cutText";
import { visibleLine } from "./text/visibleText";

/** Characters of the service's reason that are shown. */
const REASON_LIMIT = 500;

/** What is known of a task that failed. Times are ISO 8601 UTC, durations ms. */
export interface FailedTaskFacts {
  operation: "BIND" | "RESET" | "REPLACE" | "UNBIND";
  online: boolean;
  serverId: string;
  serverName?: string | undefined;
  keyPairName: string;
  taskId: string;
  taskStatus: string;
  startedAt?: string | undefined;
  tookMs?: number | undefined;
  code?: string | undefined;
  message?: string | undefined;
  /** Why no reason is known, when it is not the service that gives none. */
  unexplained?: string | undefined;
  match?: "exact" | "probable" | undefined;
}

/** The text a person reads on the resource whose task failed: first line the headline, then the facts. */
export function taskFailureReport(facts: FailedTaskFacts): string {
  const advice = adviceFor(facts.code);
  const reason =
    facts.message ?? facts.unexplained ?? "the service gives no reason (no record in the failed-task list)";
  return report(`${headline(facts)} failed: ${cutText(visibleLine(reason), REASON_LIMIT)}`, [
    ["task", [facts.taskId, facts.taskStatus, started(facts.startedAt), took(facts.tookMs)].filter(Boolean).join(", ")],
    ["code", facts.code ?? (facts.message === undefined ? "" : "none given by the service")],
    [
      "match",
      facts.match === "probable"
        ? "probable: the only newer record of this server and key pair; it carries another task id"
        : "",
    ],
    ["cause", advice?.cause ?? ""],
    ["likely", likelyCauses(facts.operation, facts.online).join("; ")],
    ["next", advice?.next ?? nextStep(facts)],
  ]);
}

function headline(facts: FailedTaskFacts): string {
  const server = `server ${serverText(facts.serverName, facts.serverId)}`;
  return facts.operation === "UNBIND"
    ? `UNBIND of key pair "${facts.keyPairName}" from ${server}`
    : `${facts.operation} of the key pair of ${server} with "${facts.keyPairName}"`;
}

function nextStep(facts: FailedTaskFacts): string {
  const first = facts.online ? "correct auth" : "look at the server";
  return facts.operation === "UNBIND"
    ? `${first} and run \`pulumi destroy\` (or \`up\`) again, or keep the key on the server: run \`pulumi up\` with onDelete: "retain" before that`
    : `${first} and run \`pulumi up\` again: it will try once more`;
}

function started(at: string | undefined): string {
  return at === undefined ? "" : `started ${at.replace("T", " ").replace(/\.\d+Z$/, "Z")}`;
}

function took(ms: number | undefined): string {
  return ms === undefined ? "" : `took ${Math.max(0, Math.round(ms / 1000))} s`;
}
