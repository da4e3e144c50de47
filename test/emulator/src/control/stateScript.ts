/**
 * What the state page does. It writes text and never HTML, and changes only the cells that are different, so that what is
 * marked with the mouse stays marked.
 */
export const stateScript = `
"use strict";
const most = { servers: 200, keyPairs: 200, running: 20, failed: 20, requests: 20 };
const everyMs = 1000;
const patienceMs = 10000;
const loadedAt = performance.now();
const startedAt = Number(document.documentElement.dataset.now);
const byId = (id) => document.getElementById(id);
const now = () => startedAt + performance.now() - loadedAt;

function timeText(ms) {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 10) return seconds.toFixed(1) + " s";
  if (seconds < 60) return Math.floor(seconds) + " s";
  if (seconds < 3600) return Math.floor(seconds / 60) + " min " + Math.floor(seconds % 60) + " s";
  return Math.floor(seconds / 3600) + " h " + Math.floor(seconds / 60) % 60 + " min";
}

const ago = (at) => timeText(now() - at) + " ago";
const statusLook = (status) => (status === 0 ? "faint" : status < 400 ? "good" : "bad");
const named = (id, name) => (name === undefined || name === "" || name === id ? id : name + " (" + id + ")");

/** Columns: a title, the text of a cell, and how it looks. */
const columns = {
  servers: [
    ["name", (server) => server.name],
    ["status", (server) => server.status, (server) => (server.status === "ACTIVE" ? "good short" : "faint short")],
    ["key pair", (server) => server.keyPairName],
    ["password login", (server) => (server.passwordLogin ? "yes" : "no"), () => "short"],
    ["SSH port", (server) => server.sshPort, () => "short"],
    ["id", (server) => server.id, () => "faint"],
  ],
  keyPairs: [
    ["name", (pair) => pair.name],
    ["scope", (pair) => pair.scope, () => "short"],
    ["private key", (pair) => (pair.hosted ? "hosted" : "")],
    ["fingerprint", (pair) => pair.fingerprint, () => "faint"],
  ],
  running: [
    ["status", (task) => task.taskStatus, () => "busy short"],
    ["for", (task) => timeText(now() - task.startedAt), () => "short"],
    ["server", (task) => task.server],
    ["key pair", (task) => task.keyPairName],
    ["task", (task) => task.taskId, () => "faint"],
  ],
  failed: [
    ["status", (task) => task.taskStatus, () => "bad short"],
    ["why", (task) => [task.errorCode, task.errorMessage].filter(Boolean).join(" "), () => "bad"],
    ["server", (task) => task.server],
    ["key pair", (task) => task.keyPairName],
    ["ended", (task) => ago(task.endedAt), () => "short"],
    ["took", (task) => timeText(task.endedAt - task.startedAt), () => "short"],
    ["task", (task) => task.taskId, () => "faint"],
  ],
  requests: [
    ["when", (row) => ago(row.at), () => "short faint"],
    ["status", (row) => (row.status === 0 ? "no reply" : row.status), (row) => statusLook(row.status) + " short"],
    ["operation", (row) => row.operation, (row) => (row.status >= 400 ? "bad" : "")],
    ["changed something", (row) => (row.accepted ? "yes" : ""), () => "good short"],
    ["about", (row) => row.about],
    ["who", (row) => row.who, () => "short"],
    ["request", (row) => row.method + " " + row.path, () => "faint"],
  ],
};

/** Makes the children of an element as many as given. */
function resize(parent, count, tag) {
  while (parent.children.length > count) parent.lastElementChild.remove();
  while (parent.children.length < count) parent.append(document.createElement(tag));
}

function put(cell, text, look, label) {
  if (cell.textContent !== text) cell.textContent = text;
  if (cell.className !== look) cell.className = look;
  if (label !== undefined && cell.dataset.label !== label) cell.dataset.label = label;
}

/** Shows things in a section; a column nobody has anything for is left out. */
function fill(id, things) {
  const shown = things.slice(0, most[id]);
  const cells = shown.map((thing) => columns[id].map(([, text]) => String(text(thing) ?? "")));
  const used = columns[id].map((_, index) => index).filter((index) => cells.some((row) => row[index] !== ""));
  const section = byId(id);
  const [head, body] = section.querySelector("table").children;
  resize(head, shown.length > 0 ? 1 : 0, "tr");
  for (const row of head.children) {
    resize(row, used.length, "th");
    used.forEach((column, index) => put(row.children[index], columns[id][column][0], ""));
  }
  resize(body, shown.length, "tr");
  shown.forEach((thing, at) => {
    const row = body.children[at];
    resize(row, used.length, "td");
    used.forEach((column, index) => {
      const [label, , look] = columns[id][column];
      put(row.children[index], cells[at][column], look === undefined ? "" : look(thing), label);
    });
  });
  const more = things.length - shown.length;
  put(section.querySelector("h2 span"), id === "requests" ? "" : String(things.length), "");
  put(section.querySelector("p"), things.length === 0 ? "none" : more > 0 ? "and " + more + " more" : "", "");
}

function show(state, requests) {
  const names = new Map(state.servers.map((server) => [server.id, server.name]));
  const tasks = state.tasks.map((task) => ({ ...task, server: named(task.serverId, names.get(task.serverId)) }));
  const newestFirst = (one) => one.reverse();
  fill("running", newestFirst(tasks.filter((task) => task.endedAt === undefined)));
  const failed = tasks.filter((task) => task.endedAt !== undefined && task.taskStatus.startsWith("FAILED"));
  fill("failed", failed.sort((one, other) => other.endedAt - one.endedAt));
  fill("servers", state.servers);
  fill("keyPairs", state.keyPairs);
  const about = (row) => (row.serverId === undefined ? row.keyPairName : names.get(row.serverId) || row.serverId);
  fill("requests", newestFirst(requests.map((row) => ({ ...row, about: about(row) }))));
  put(byId("settings"), "time scale " + state.settings.timeScale, "");
}

async function look(path) {
  const reply = await fetch("/_emulator/" + path, { signal: AbortSignal.timeout(patienceMs) });
  if (!reply.ok) throw new Error("status " + reply.status);
  return reply.json();
}

function complain(text) {
  const problem = byId("problem");
  document.body.className = text === "" ? "" : "gone";
  problem.hidden = text === "";
  put(problem, text, "");
}

let goneSince;
async function refresh() {
  const before = performance.now();
  if (!document.hidden) {
    try {
      show(...(await Promise.all([look("state"), look("requests?last=" + most.requests)])));
      goneSince = undefined;
      complain("");
    } catch (error) {
      goneSince ??= new Date().toLocaleTimeString();
      complain("The emulator has not answered since " + goneSince + " (" + error.message + "). What is below is from before.");
    }
  }
  // A state that takes long to tell is asked for less often.
  setTimeout(refresh, Math.max(everyMs, 5 * (performance.now() - before)));
}

refresh();
`;
