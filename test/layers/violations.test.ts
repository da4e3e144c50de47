import { violations } from "./violations";

const at = (path: string, text: string): string[] => violations([{ path, text }]);

describe("what the layout forbids", () => {
  test.each([
    [
      "a back edge",
      "provider/src/client/kps/bind.ts",
      'import { a } from "../../tasks/watcher";',
      "client may not import tasks",
    ],
    [
      "a type-only back edge",
      "provider/src/tasks/a.ts",
      'import type { A } from "../handlers/a";',
      "tasks may not import handlers",
    ],
    [
      "a back edge by re-export",
      "provider/src/model/a.ts",
      'export { a } from "../settings/a";',
      "model may not import settings",
    ],
    [
      "a back edge by require",
      "provider/src/transport/a.ts",
      'const a = require("../client/a");',
      "transport may not import client",
    ],
    [
      "a back edge by import()",
      "provider/src/operations/a.ts",
      'void import("../handlers/a");',
      "operations may not import handlers",
    ],
    [
      "a resource that imports handlers",
      "provider/src/resources/a.ts",
      'import "../handlers/a";',
      "resources may not import handlers",
    ],
    [
      "a resource that imports settings",
      "provider/src/resources/a.ts",
      'import "../settings/a";',
      "resources may not import settings",
    ],
    [
      "handlers that know a front",
      "provider/src/handlers/a.ts",
      'import "../plugin/a";',
      "handlers may not import plugin",
    ],
    [
      "a function that imports handlers",
      "provider/src/functions/a.ts",
      'import "../handlers/a";',
      "functions may not import handlers",
    ],
    [
      "a leaf that imports another",
      "provider/src/diagnostics/a.ts",
      'import "../model/a";',
      "diagnostics may not import model",
    ],
    [
      "a room that imports the index",
      "provider/src/handlers/a.ts",
      'import { a } from "../index";',
      "handlers may not import index.ts",
    ],
    [
      "the index that imports handlers",
      "provider/src/index.ts",
      'import "./handlers/a";',
      "index.ts may not import handlers",
    ],
    [
      "the runtime that imports resources",
      "provider/src/runtime.ts",
      'export { a } from "./resources/a";',
      "runtime.ts may not import resources",
    ],
    ["a room nobody planned", "provider/src/misc/a.ts", 'import "../model/a";', "misc is not a room of the layout"],
    [
      "the provider that imports tests",
      "provider/src/tasks/a.ts",
      'import "../../../test/support/a";',
      "it lies outside provider/src",
    ],
    [
      "the provider that imports itself",
      "provider/src/cli/a.ts",
      'import "pulumi-huaweicloud-kps/runtime";',
      "does not import itself",
    ],
    [
      "the emulator that imports the provider",
      "test/emulator/src/http/a.ts",
      'import "pulumi-huaweicloud-kps";',
      "stands on its own",
    ],
    [
      "the emulator that reaches into it",
      "test/emulator/src/a.ts",
      'import "../../../provider/src/model/a";',
      "stands on its own",
    ],
    ["export *", "provider/src/index.ts", 'export * from "./resources/keyPair";', 'has "export *"'],
    ["export * as", "test/emulator/src/index.ts", 'export * as kps from "./services/kps";', 'has "export *"'],
    ["a long file", "test/support/a.ts", "//\n".repeat(301), "has 301 lines, more than 300"],
    ["process.env", "provider/src/client/a.ts", "export const a = process.env.HOME;", "reads process.env"],
  ])("%s", (_name, path, text, expected) => {
    expect(at(path, text)).toEqual([expect.stringContaining(expected)]);
  });
});

describe("what the layout allows", () => {
  test.each([
    ["downwards", "provider/src/handlers/a.ts", 'import "../operations/a"; import "../tasks/b"; import "../client/c";'],
    ["within a room", "provider/src/client/kps/a.ts", 'import "../wire/a"; import "./b";'],
    ["packages", "provider/src/transport/a.ts", 'import fetch from "node-fetch"; import "node:crypto";'],
    ["named exports", "provider/src/index.ts", 'export { KeyPair } from "./resources/keyPair";'],
    ["the runtime's handlers", "provider/src/runtime.ts", 'export { keyPair } from "./handlers/keyPair";'],
    ["300 lines", "test/support/a.ts", "//\n".repeat(300)],
    ["process.env in settings", "provider/src/settings/environment.ts", "export const a = process.env;"],
    ["the emulator's own rooms", "test/emulator/src/http/a.ts", 'import "../world/a"; import "fastify";'],
    ["tests", "test/lifecycle/a.test.ts", 'import "../../provider/src/handlers/a"; import "../emulator/src";'],
  ])("%s", (_name, path, text) => {
    expect(at(path, text)).toEqual([]);
  });
});
