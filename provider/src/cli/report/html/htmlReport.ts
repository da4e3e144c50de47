import type { FinishedTask } from "../../../operations/report/finishedTask";
import { timeText } from "../../timeText";
import { reasonOf } from "../reasonOf";
import { escaped } from "./escape";
import { script } from "./script";
import { style } from "./style";
import { timelineOf, type Bar, type Timeline } from "./timeline";

/** One page for a browser, with everything in it: counts, reasons, and a bar for each task on a common time axis. */
export function htmlReport(tasks: readonly FinishedTask[]): string {
  const timeline = timelineOf(tasks);
  const failed = tasks.filter(({ outcome }) => outcome === "failed");
  return [
    "<!doctype html>",
    '<html lang="en">',
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Key pair tasks</title><style>${style}</style></head>`,
    "<body>",
    `<h1>Key pair tasks</h1><div class="faint">${escaped(placeText(tasks))}</div>`,
    countsPart(tasks.length, failed.length, timeline),
    failed.length === 0 ? "" : reasonsPart(failed),
    "<h2>Timeline</h2>",
    toolsPart(),
    `<div class="axis"><span>${clock(timeline.startMs)}</span><span>${clock(timeline.endMs)}</span></div>`,
    ...timeline.bars.map(rowOf),
    `<script>${script}</script>`,
    "</body></html>",
    "",
  ].join("\n");
}

function placeText(tasks: readonly FinishedTask[]): string {
  const places = new Set(tasks.map(({ project, stack }) => [project, stack].filter(Boolean).join(", stack ")));
  return [...places].filter((place) => place !== "").join("; ");
}

function countsPart(total: number, failed: number, { startMs, endMs }: Timeline): string {
  const entries = [
    ["tasks", `${total}`, ""],
    ["succeeded", `${total - failed}`, ""],
    ["failed", `${failed}`, failed > 0 ? ' class="bad"' : ""],
    ["from first to last", durationText(endMs - startMs), ""],
  ];
  const parts = entries.map(
    ([what = "", count = "", kind = ""]) => `<div><dt>${what}</dt><dd${kind}>${count}</dd></div>`,
  );
  return `<dl class="counts">${parts.join("")}</dl>`;
}

function reasonsPart(failed: readonly FinishedTask[]): string {
  const counts = new Map<string, number>();
  failed.forEach((task) => counts.set(reasonOf(task), (counts.get(reasonOf(task)) ?? 0) + 1));
  const rows = [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([reason, count]) => `<tr><td>${count}</td><td>${escaped(reason)}</td></tr>`);
  return `<h2>Why tasks failed</h2><table class="reasons">${rows.join("")}</table>`;
}

function toolsPart(): string {
  const outcomes = ["success", "failed"].map((outcome) => `<option>${outcome}</option>`).join("");
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
    `<span class="name" title="${escaped(serverId)}">${escaped(serverName ?? serverId)}</span>`,
    `<span class="operation">${operation}</span>`,
    `<span class="track">${wait}<span class="${outcome}" style="left:${from}%;width:${width}%"></span></span>`,
    `<span class="seconds">${seconds} s</span>`,
    reason === "" ? "" : `<span class="why">${escaped(reason)}</span>`,
    "</div>",
  ].join("");
}

function clock(ms: number): string {
  return new Date(ms).toISOString().slice(11, 19);
}

function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
