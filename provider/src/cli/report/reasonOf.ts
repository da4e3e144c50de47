import { serverText } from "../../diagnostics/serverText";
import type { FinishedTask } from "../../operations/report/finishedTask";

/** "BIND of server web-1 (...) with "ops"": what a task was to do. */
export function deedOf({ operation, serverName, serverId, keyPairName }: FinishedTask): string {
  const server = `server ${serverText(serverName, serverId)}`;
  return operation === "UNBIND"
    ? `UNBIND of key pair "${keyPairName}" from ${server}`
    : `${operation} of ${server} with "${keyPairName}"`;
}

/** Why a task failed, in the service's words. */
export function reasonOf({ code, message }: FinishedTask): string {
  return [code, message].filter(Boolean).join(": ") || "the service gives no reason";
}
