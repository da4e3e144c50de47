import { report } from "../../diagnostics/report";
import { serverText } from "../../diagnostics/serverText";
import type { BindingRecord } from "../../model/bindingRecord";
import { isRefusedError } from "../step/refusedError";
import type { Sent } from "./sent";

/** The service answered with a task, forgot it, and nothing shows that it did anything. */
export function lostTaskReport(sent: Sent, serverId: string): string {
  const lost =
    sent.taskId === undefined
      ? "it was not carried out; the request was never accepted, or its task came to nothing unseen"
      : "the service accepted the task and lost it";
  return report(`${changeText(sent, serverId)}: ${lost}`, [
    ["task", sent.taskId ?? ""],
    ["found", "no list shows the task, and ECS does not show the change"],
    ["next", "run `pulumi up` again: it looks at the server first and tries once more"],
  ]);
}

/** Nothing that the service offers tells what became of the change. */
export function unknowableReport(sent: Sent, serverId: string, because: string): string {
  return report(`${changeText(sent, serverId)}: nobody can tell whether it was carried out`, [
    ["task", taskText(sent)],
    ["because", because],
    ["next", "run `pulumi up` again: it may send the change once more, with the new key first where both are given"],
  ]);
}

/** The deadline or an interruption came before it was known what became of the change. */
export function unfinishedSearchReport(sent: Sent, serverId: string, because: unknown): string {
  return report(`${changeText(sent, serverId)}: time was up while it was still unknown whether it was carried out`, [
    ["task", taskText(sent)],
    ["because", because instanceof Error ? reasonIn(because) : ""],
    [
      "next",
      "run `pulumi up` (or `destroy`) again: it goes on looking, and posts only once that is known; give it longer with customTimeouts",
    ],
  ]);
}

/** The task has succeeded, but with a key that its pair has only had since it was made anew. */
export function otherKeyReport(record: BindingRecord, serverId: string, asked: string): string {
  const { boundKeyPairName: name = "", keyPairFingerprint: bound = "" } = record;
  const what = `binding key pair "${name}" to server ${serverId}`;
  return report(`${what}: the pair was made anew meanwhile, and another key is on the server now`, [
    ["asked", `fingerprint ${asked}`],
    ["bound", `fingerprint ${bound}`],
    [
      "next",
      "pass the fingerprint of the present key as keyPairFingerprint; or make the pair again with the key that is asked for, then run `pulumi up`",
    ],
  ]);
}

/** A refusal of ours is a report of its own: its headline says why, and its advice is not the one that is needed here. */
function reasonIn(error: Error): string {
  return isRefusedError(error) ? (error.message.split("\n")[0] ?? "") : error.message;
}

function changeText({ operation, keyPairName, serverName }: Sent, serverId: string): string {
  return `${operation} with key pair "${keyPairName}" on server ${serverText(serverName, serverId)}`;
}

function taskText({ taskId }: Sent): string {
  return taskId ?? "unknown: the answer to the request was lost";
}
