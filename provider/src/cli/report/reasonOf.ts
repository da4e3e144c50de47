import { serverText } from "../../diagnostics/serverText";
import type { FinishedTask } from "../../operations/report/finishedTask";

/** "BIND of server web-1 (...) with "ops"": what a task was to do. */
export function deedOf({ operation, serverName, serverId, keyPairName }: FinishedTask): string {
  const server = `server ${serverText(serverName, serverId)}`;
  return operation === "UNBIND"
    ? `UNBIND of key pair "${keyPairName}" from ${server}`
    : `${operation} of ${server} with "${keyPairName}"`;
}

/** Why a task failed, or what was not tried, in the words that were kept. */
export function reasonOf({ code, message }: Pick<FinishedTask, "code" | "message">): string {
  return [code, message].filter(Boolean).join(": ") || "the service gives no reason";
}
