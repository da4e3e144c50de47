import type { FinishedTask } from "../../operations/report/finishedTask";
import type { TasklessServer } from "../../operations/report/tasklessServer";
import { plainMarkup } from "../plainText";
import type { ReadReport } from "./readReport";
import { deedOf, reasonOf } from "./reasonOf";
import { isAmiss, outcomeWords, wishOf } from "./tasklessWords";

/** A JUnit file with a case for each task and each server without one, grouped by nothing: one run, one suite. */
export function junitXml({ tasks, servers }: Pick<ReadReport, "tasks" | "servers">): string {
  const amiss = servers.filter(isAmiss).length;
  const skipped = servers.filter(isSkipped).length;
  const failures = tasks.filter(({ outcome }) => outcome === "failed").length + amiss;
  const seconds = tasks.reduce((sum, task) => sum + task.seconds, 0).toFixed(1);
  const tests = tasks.length + servers.length;
  const counts = `tests="${tests}" failures="${failures}" errors="0"${skipped === 0 ? "" : ` skipped="${skipped}"`} time="${seconds}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="huaweicloud-kps" ${counts}>`,
    `  <testsuite name="KPS tasks" ${counts}>`,
    ...tasks.map(testCase),
    ...servers.map(serverCase),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function testCase(task: FinishedTask): string {
  const className = [task.project, task.stack].filter(Boolean).join(".") || "kps";
  const head = `    <testcase classname="${xml(className)}" name="${xml(deedOf(task))}" time="${task.seconds}"`;
  if (task.outcome === "success") {
    return `${head}/>`;
  }
  const reason = reasonOf(task);
  const facts = [
    reason,
    `task ${task.taskId}, ${task.taskStatus}`,
    task.requestId && `request ${task.requestId}`,
    task.urn,
  ]
    .filter(Boolean)
    .join("\n");
  const failure = `<failure message="${xml(reason)}" type="${xml(task.code ?? task.taskStatus)}">${xml(facts)}</failure>`;
  return `${head}>\n      ${failure}\n    </testcase>`;
}

function isSkipped({ outcome }: TasklessServer): boolean {
  return outcome === "waiting" || outcome === "notBegun";
}

function serverCase(server: TasklessServer): string {
  const className = [server.project, server.stack].filter(Boolean).join(".") || "kps";
  const head = `    <testcase classname="${xml(className)}" name="${xml(wishOf(server))}" time="0"`;
  if (isSkipped(server)) {
    const why = [outcomeWords[server.outcome], server.message].filter(Boolean).join(": ");
    return `${head}>\n      <skipped message="${xml(why)}"/>\n    </testcase>`;
  }
  if (!isAmiss(server)) {
    return `${head}/>`;
  }
  const reason = reasonOf(server);
  const facts = [reason, server.urn].filter(Boolean).join("\n");
  const failure = `<failure message="${xml(reason)}" type="${xml(server.code ?? server.outcome)}">${xml(facts)}</failure>`;
  return `${head}>\n      ${failure}\n    </testcase>`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\n": "&#10;",
  "\r": "&#13;",
  "\t": "&#9;",
};

/** Text as XML 1.0 may hold it; what it may not hold at all becomes a replacement character. */
function xml(text: string): string {
  return plainMarkup(
    text
      .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
      .replace(/[&<>"'\n\r\t]/g, (character) => entities[character] ?? character),
  );
}
