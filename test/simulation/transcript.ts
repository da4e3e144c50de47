import type { CallRecord } from "./callRecord";
import { nameIn } from "./engine";
import type { History } from "./history";
import { seconds } from "./judges/facts";
import type { Part } from "./plan";
import type { Played } from "./playHistory";
import type { SentRequest } from "./wire";

interface Line {
  readonly atMs: number;
  readonly text: string;
}

/** A history as a person can follow it, line by line in the order of happening. */
export function transcript({ history, violations }: Played): string {
  const lines = [
    ...history.runs.flatMap(({ run, what, fromMs, toMs, end, cancelledMs }) => [
      { atMs: fromMs, text: `== run ${run}: ${what}` },
      ...(cancelledMs === undefined ? [] : [{ atMs: cancelledMs, text: "   CTRL-C" }]),
      { atMs: toMs, text: `== run ${run} ${end}` },
    ]),
    ...history.director.requests.map((request) => requestLine(history, request)),
    ...history.calls.map((call) => ({ atMs: call.toMs, text: `   ${callText(call)}` })),
    ...history.others.deeds.map(({ atMs, text }) => ({ atMs, text: `   OTHERS: ${text}` })),
    ...history.cloud.tasks().flatMap((task) => taskLines(task)),
    ...history.lines.filter(({ ephemeral }) => !ephemeral).map(({ atMs, text }) => ({ atMs, text: `   ROW: ${text}` })),
    ...violations.map(({ atMs, judgement, text }) => ({ atMs, text: `!! ${judgement}: ${text}` })),
  ];
  const sorted = lines.map((line, index) => ({ ...line, index })).sort((a, b) => a.atMs - b.atMs || a.index - b.index);
  const ordered = withoutRepeats(sorted);
  return [
    `seed ${history.plan.seed}`,
    ...history.plan.parts.map((part) => `  ${partText(part)}`),
    "",
    ...ordered.map(({ atMs, text }) => `${seconds(atMs).padStart(10)}  ${shortened(history, text)}`),
    "",
    ...violations.map(({ judgement, text }) => `VIOLATION of "${judgement}": ${text}`),
  ].join("\n");
}

/** Of lines that say the same again and again the first, and how many more there were. */
function withoutRepeats(lines: readonly Line[]): Line[] {
  const kept: Line[] = [];
  let repeats = 0;
  for (const line of lines) {
    const last = kept.at(-1);
    if (last !== undefined && last.text.replace(/ \(and \d+ more\)$/, "") === line.text) {
      repeats += 1;
      kept[kept.length - 1] = { atMs: last.atMs, text: `${line.text} (and ${repeats} more)` };
    } else {
      repeats = 0;
      kept.push(line);
    }
  }
  return kept;
}

function requestLine(history: History, { atMs, operation, path, fault, answer, body }: SentRequest): Line {
  const query = path.split("?")[1];
  const sent = /ssociate/.test(operation) ? ` ${withLabels(history, body)}` : query === undefined ? "" : ` ?${query}`;
  const id = /(tasks|keypairs|cloudservers)\/([^/?]+)/.exec(path)?.[2] ?? "";
  const short = ["ListKeypairTask", "ShowServer", "ListKeypairDetail", "DeleteKeypair"].includes(operation)
    ? ` ${id}`
    : "";
  const spoilt = fault === undefined ? "" : ` [${fault}]`;
  return { atMs, text: `   ${operation}${short}${sent}${spoilt} -> ${answered(answer)}` };
}

function answered(answer: string | undefined): string {
  const key = /"key_name":("[^"]*"|null)/.exec(answer ?? "")?.[1];
  const status = /"status":"(ACTIVE|SHUTOFF)"/.exec(answer ?? "")?.[1];
  return key === undefined || status === undefined
    ? (answer ?? "nothing")
    : `${(answer ?? "").slice(0, 3)} key_name ${key}, ${status}`;
}

function callText({ verb, id, urn, provider, end, before, inputs }: CallRecord): string {
  const name = nameIn(urn);
  const said = "outputs" in end ? ` ${outputsText(end.outputs)}` : "";
  const message = "message" in end ? ` ${end.message.split("\n").slice(0, 3).join(" / ")}` : "";
  const wanted = verb === "read" || verb === "delete" ? outputsText(before ?? {}) : outputsText(inputs);
  return `${verb} ${name} (${id}, ${provider}) ${wanted} => ${end.how}${said}${message}`;
}

const hidden = new Set([
  "auth",
  "privateKey",
  "keyProtection",
  "__provider",
  "resourceUrn",
  "given",
  "region",
  "projectId",
  "serverId",
  "publicKey",
  "boundPublicKey",
  "servers",
  "results",
  "publicKeys",
  "sharedTexts",
  "remembered",
  "triggersKey",
]);

function outputsText(outputs: CallRecord["inputs"]): string {
  return JSON.stringify(Object.fromEntries(Object.entries(outputs).filter(([key]) => !hidden.has(key))));
}

function taskLines({
  taskId,
  startedAt,
  endedAt,
  operation,
  keyPairName,
  taskStatus,
  vanished,
  errorMessage,
}: ReturnType<History["cloud"]["tasks"]>[number]): Line[] {
  const what = `task ${taskId} ${operation} ${keyPairName}`;
  const end = vanished === true ? "vanished" : `${taskStatus}${errorMessage === undefined ? "" : `: ${errorMessage}`}`;
  return [
    { atMs: startedAt, text: `   SERVICE: ${what} accepted` },
    ...(endedAt === undefined ? [] : [{ atMs: endedAt, text: `   SERVICE: ${what} ${end}` }]),
  ];
}

/** Private keys by the names of the keyring, ids of servers and projects short. */
function withLabels({ keyring }: History, body: string): string {
  return keyring.keys.reduce(
    (text, key) => text.replaceAll(JSON.stringify(key.privateKey).slice(1, -1), key.label),
    body,
  );
}

function shortened({ cloud, keyring }: History, text: string): string {
  const servers = cloud.serverIds.reduce((all, id, index) => all.replaceAll(id, `server-${index + 1}`), text);
  return keyring.keys
    .reduce((all, { fingerprint, label }) => all.replaceAll(fingerprint, `<${label}>`), servers)
    .slice(0, 900);
}

/** A part of a plan in one line. */
export function partText(part: Part): string {
  const { kind, ...more } = part;
  return `${kind} ${JSON.stringify(more)}`;
}
