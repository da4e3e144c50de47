import { timeText } from "../../timeText";
import type { ReadReport } from "../readReport";
import { reasonOf } from "../reasonOf";
import { isAmiss, outcomeCounts, outcomeWords } from "../tasklessWords";
import { escaped } from "./escape";
import { script } from "./script";
import { style } from "./style";
import { timelineOf, type Bar, type Timeline } from "./timeline";

type Report = Pick<ReadReport, "tasks" | "servers">;
type Server = ReadReport["servers"][number];

/**
 * One page for a browser, with everything in it: counts, reasons, a bar for each task on a common time axis, and a row for
 * each server without a task.
 */
export function htmlReport({ tasks, servers }: Report): string {
  const timeline = timelineOf(tasks);
  const failed = tasks.filter(({ outcome }) => outcome === "failed");
  const amiss = [...failed, ...servers.filter(isAmiss)];
  return [
    "<!doctype html>",
    '<html lang="en">',
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Key pair tasks</title><style>${style}</style></head>`,
    "<body>",
    `<h1>Key pair tasks</h1><div class="faint">${escaped(placeText([...tasks, ...servers]))}</div>`,
    countsPart({ tasks, servers }, failed.length, timeline),
    amiss.length === 0 ? "" : reasonsPart(amiss, servers.length === 0 ? "tasks" : "servers"),
    "<h2>Timeline</h2>",
    toolsPart(servers),
    // A report of servers alone has no time between a first and a last task.
    tasks.length === 0 ? "" : axisPart(timeline),
    ...timeline.bars.map(rowOf),
    ...servers.map(serverRowOf),
    `<script>${script}</script>`,
    "</body></html>",
    "",
  ].join("\n");
}

function placeText(lines: readonly Pick<Server, "project" | "stack">[]): string {
  const places = new Set(lines.map(({ project, stack }) => [project, stack].filter(Boolean).join(", stack ")));
  return [...places].filter((place) => place !== "").join("; ");
}

function countsPart({ tasks, servers }: Report, failed: number, { startMs, endMs }: Timeline): string {
  const entries = [
    ["tasks", `${tasks.length}`, ""],
    ["succeeded", `${tasks.length - failed}`, ""],
    ["failed", `${failed}`, failed > 0 ? ' class="bad"' : ""],
    ...outcomeCounts(servers).map(([what, count]) => [what, `${count}`, ""]),
    ...(tasks.length === 0 ? [] : [["from first to last", durationText(endMs - startMs), ""]]),
  ];
  const parts = entries.map(
    ([what = "", count = "", kind = ""]) => `<div><dt>${what}</dt><dd${kind}>${count}</dd></div>`,
  );
  return `<dl class="counts">${parts.join("")}</dl>`;
}

function reasonsPart(amiss: readonly Pick<Server, "code" | "message">[], what: string): string {
  const counts = new Map<string, number>();
  amiss.forEach((line) => counts.set(reasonOf(line), (counts.get(reasonOf(line)) ?? 0) + 1));
  const rows = [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([reason, count]) => `<tr><td>${count}</td><td>${escaped(reason)}</td></tr>`);
  return `<h2>Why ${what} failed</h2><table class="reasons">${rows.join("")}</table>`;
}

function toolsPart(servers: readonly Server[]): string {
  const words = new Set(["success", "failed", ...outcomeCounts(servers).map(([what]) => what)]);
  const outcomes = [...words].map((outcome) => `<option>${outcome}</option>`).join("");
  const keys = [
    ["success", "succeeded"],
    ["failed", "failed"],
    ["wait", "waited for the request quota"],
  ].map(([kind = "", what = ""]) => `<span><i class="key ${kind}"></i>${what}</span>`);
  return [
    '<div class="tools"><input id="search" type="search" placeholder="server, key pair, task, reason" aria-label="search">',
    `<select id="outcome" aria-label="outcome"><option value="">all</option>${outcomes}</select>`,
    `<span id="shown" class="faint" role="status"></span>${keys.join("")}</div>`,
  ].join("");
}

function rowOf({ task, postedMs, waitFrom, waitWidth, from, width }: Bar): string {
  const { serverId, serverName, operation, outcome, keyPairName, taskId, seconds, waitedSeconds = 0 } = task;
  const reason = outcome === "failed" ? reasonOf(task) : "";
  const text = [serverName, serverId, operation, keyPairName, taskId, reason].join(" ").toLowerCase();
  const wait = waitWidth > 0 ? `<span class="wait" style="left:${waitFrom}%;width:${waitWidth}%"></span>` : "";
  const told = [
    `${operation} with "${keyPairName}"`,
    `task ${taskId}`,
    `posted ${timeText(new Date(postedMs).toISOString())}`,
    waitedSeconds > 0 ? `waited ${waitedSeconds} s for the request quota before` : "",
  ].filter((part) => part !== "");
  return [
    `<div class="row" data-outcome="${outcome}" data-text="${escaped(text)}" title="${escaped(told.join("\n"))}">`,
    `<span class="name" title="${escaped(serverId)}">${escaped(serverName || serverId)}</span>`,
    `<span class="operation">${operation}</span>`,
    `<span class="track">${wait}<span class="${outcome}" style="left:${from}%;width:${width}%"></span></span>`,
    `<span class="seconds">${seconds} s</span>`,
    reason === "" ? "" : `<span class="why">${escaped(reason)}</span>`,
    "</div>",
  ].join("");
}

function serverRowOf(server: Server): string {
  const { serverId, serverName, keyPairName, message = "" } = server;
  const outcome = outcomeWords[server.outcome];
  const why = isAmiss(server) ? reasonOf(server) : message;
  const text = [serverName, serverId, keyPairName, outcome, why].join(" ").toLowerCase();
  return [
    `<div class="row" data-outcome="${outcome}" data-text="${escaped(text)}" title="${escaped(`"${keyPairName}"`)}">`,
    `<span class="name" title="${escaped(serverId)}">${escaped(serverName || serverId)}</span>`,
    `<span class="untimed${isAmiss(server) ? " bad" : " faint"}">${escaped([outcome, why].filter(Boolean).join(": "))}</span>`,
    "</div>",
  ].join("");
}

/** Times of one day; a file may hold runs of several days, and then those are told as well. */
function axisPart({ startMs, endMs }: Timeline): string {
  const ends = [startMs, endMs].map((ms) => timeText(new Date(ms).toISOString()));
  const days = new Set(ends.map((time) => time.split(" ", 1)[0]));
  const spans = ends.map(
    (time) => `<span>${days.size === 1 ? time.slice(-"00:00:00Z".length, -"Z".length) : time}</span>`,
  );
  return `<div class="axis">${spans.join("")}</div>`;
}

function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
