import { posix } from "node:path";
import ts from "typescript";

/** A source file: its path relative to the repository, with `/`, and its text. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

const name = "pulumi-huaweicloud-kps";
const provider = "provider/src";
const emulator = "test/emulator/src";
const leaves = ["settings", "model", "diagnostics"];

/** Which rooms of provider/src each room may import from; its own files it may always. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  "index.ts": ["supportedNode.ts", "resources", "functions", "model"],
  onPlugin: ["supportedNode.ts", "resources", "functions", "model"],
  "runtime.ts": ["supportedNode.ts", "handlers"],
  "calls.ts": ["operations", "transport", ...leaves],
  "supportedNode.ts": ["oldNode.ts"],
  "endOnOldNode.ts": ["oldNode.ts"],
  "oldNode.ts": [],
  resources: ["model"],
  // What carries them out is a file of its own, loaded with the first call.
  functions: ["calls.ts", "bundle", "resources", "operations", ...leaves],
  cli: ["endOnOldNode.ts", "operations", "tasks", "client", "transport", ...leaves],
  plugin: ["endOnOldNode.ts", "handlers", "operations", ...leaves],
  handlers: ["operations", "tasks", "client", "transport", ...leaves],
  operations: ["tasks", "client", "transport", ...leaves],
  tasks: ["client", "transport", "diagnostics"],
  client: ["transport", "settings", "diagnostics"],
  transport: ["diagnostics"],
  settings: [],
  model: [],
  diagnostics: [],
};

const longest = 300;

/** Every breach of the layout in these files, one sentence each, in the order of the files. */
export function violations(sources: readonly SourceText[]): string[] {
  return sources.flatMap(({ path, text }) => [
    ...importViolations(path, text),
    ...starViolations(path, text),
    ...lengthViolations(path, text),
    ...environmentViolations(path, text),
  ]);
}

function importViolations(path: string, text: string): string[] {
  const imported = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  return imported.flatMap((specifier) => {
    const target = specifier.startsWith(".") ? posix.join(posix.dirname(path), specifier) : specifier;
    const breach = path.startsWith(`${emulator}/`) ? leavesEmulator(target) : roomBreach(path, target);
    return breach === undefined ? [] : [`${path} imports ${specifier}: ${breach}`];
  });
}

function leavesEmulator(target: string): string | undefined {
  const foreign = target.startsWith(provider) || target.startsWith(name) || target.startsWith("..");
  return foreign ? "the emulator stands on its own" : undefined;
}

function roomBreach(path: string, target: string): string | undefined {
  const room = roomOf(path);
  if (room === undefined) {
    return undefined;
  }
  if (target === name || target.startsWith(`${name}/`)) {
    return "the package does not import itself";
  }
  if (!target.startsWith("provider/") && !target.startsWith("test/") && !target.startsWith("..")) {
    return undefined;
  }
  const targetRoom = roomOf(target);
  if (targetRoom === undefined) {
    return "it lies outside provider/src";
  }
  const mayImport = allowed[room];
  if (mayImport === undefined) {
    return `${room} is not a room of the layout`;
  }
  return targetRoom === room || mayImport.includes(targetRoom) ? undefined : `${room} may not import ${targetRoom}`;
}

/** The first folder below provider/src, or the file itself when it lies directly there. */
function roomOf(path: string): string | undefined {
  const [room, ...rest] = path.startsWith(`${provider}/`) ? path.slice(provider.length + 1).split("/") : [];
  if (room === undefined || rest.length > 0) {
    return room;
  }
  return room.endsWith(".ts") || room in allowed ? room : `${room}.ts`;
}

function starViolations(path: string, text: string): string[] {
  const { statements } = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const stars = statements.filter(
    (each) =>
      ts.isExportDeclaration(each) && (each.exportClause === undefined || ts.isNamespaceExport(each.exportClause)),
  );
  return stars.map(() => `${path} has "export *": exports are named one by one`);
}

function lengthViolations(path: string, text: string): string[] {
  const lines = text.replace(/\n$/, "").split("\n").length;
  return lines > longest ? [`${path} has ${lines} lines, more than ${longest}`] : [];
}

function environmentViolations(path: string, text: string): string[] {
  const room = roomOf(path);
  const reads = room !== undefined && room !== "settings" && /\bprocess\.env\b/.test(text);
  return reads ? [`${path} reads process.env: only settings does`] : [];
}
