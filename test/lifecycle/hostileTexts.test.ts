import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { leaks } from "../faults/leaks";
import { engineBench, ROOT_PASSWORD, type EngineBench } from "../support/engineBench";
import type { RunResult } from "../support/pulumiRun";
import { secretWritings } from "../support/secretWritings";
import { toldAbout } from "../support/toldAbout";

let bench: EngineBench;

afterEach(() => bench.close());

/** What a service may say that would hang the engine, command the CI system or colour the terminal. */
const HOSTILE = [
  `${"x".repeat(499)}😀 and more`,
  "half \ud83d of a pair",
  "nul \u0000 bell \u0007",
  "\r\n::error::made up\n##vso[task.complete result=Succeeded]",
  "\u001b[2J\u001b[31mred\u001b]0;title\u0007",
  "<{%fg 1%}>red<{%reset%}>",
];

/** Pairs of any name, with a binding of each; and so many bindings whose tasks fail. */
const PROGRAM = (count: number): string => `
  const kps = require("pulumi-huaweicloud-kps");
  const auth = { passwordEnv: "ROOT_PASSWORD" };
  const team = new kps.KeyPair("\\u56e2\\u961f", { publicKey: process.env.PUBLIC_A });
  const under = new kps.KeyPair("under", { name: "_ops", publicKey: process.env.PUBLIC_B });
  new kps.KeyPairBinding("one", { serverId: "server-1", keyPairName: team.name, auth });
  new kps.KeyPairBinding("two", { serverId: "server-2", keyPairName: under.name, auth });
  for (let index = 0; index < ${count}; index += 1) {
    new kps.KeyPairBinding("b" + index, {
      serverId: "canary-" + index, keyPairName: "kp-a", auth,
    });
  }
`;

function expectHarmless({ stdout, stderr }: Pick<RunResult, "stdout" | "stderr">): void {
  for (const text of [stdout, stderr]) {
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
    expect(text).not.toMatch(/^\s*::|##\w*\[|<\{%/m);
  }
}

it("a secret in any writing, at any text of a failed task, shows nowhere; hostile texts end in a readable error, and names that are none in valid ones", async () => {
  const writings = Object.values(secretWritings(ROOT_PASSWORD));
  const texts = [...writings, ...HOSTILE];
  bench = await engineBench(PROGRAM(texts.length));
  const { stack, emulator, keys } = bench;
  const environment = { PUBLIC_A: keys.a.publicKey, PUBLIC_B: keys.b.publicKey };
  const reportFile = join(stack.directory, "report.jsonl");
  await stack.setConfig({ "kps:reportFile": reportFile });
  texts.forEach((text, index) => {
    const id = `canary-${index}`;
    const inName = index % 3 === 1;
    const inCode = index % 3 === 2;
    emulator.control.putServer(id, {
      name: inName ? `web ${text}` : "web",
      status: "ACTIVE",
      rootPassword: ROOT_PASSWORD,
    });
    emulator.control.taskScript({
      serverId: id,
      outcome: "fail",
      errorCode: inCode ? text : "KPS.0042",
      errorMessage: inName || inCode ? "Login failed" : `why: ${text}`,
    });
  });
  expect(writings.length).toBeGreaterThanOrEqual(20);

  const up = await stack.up({ environment, args: ["--continue-on-error"] });

  expect(up.ok).toBe(false);
  texts.forEach((_, index) => {
    expect(toldAbout(up, `b${index}`, "error")).toMatch(/BIND of the key pair of server .* failed: [\s\S]*\n\s*next /);
  });
  expectHarmless(up);
  const shown = {
    output: up.stdout + up.stderr,
    events: JSON.stringify(up.diagnostics),
    state: (await stack.state()).text,
    report: await readFile(reportFile, "utf8"),
  };
  expect(shown.report.trim().split("\n")).toHaveLength(texts.length + 2);
  expect(Object.entries(shown).flatMap(([where, text]) => leaks(text, [ROOT_PASSWORD], where))).toEqual([]);

  // A resource of any name gets a valid name for its key pair, which a binding takes and which stays.
  expect(toldAbout(up, "one", "error") + toldAbout(up, "two", "error")).toBe("");
  const { name } = (await stack.state()).resource("团队").outputs as { name: string };
  expect(name).toMatch(/^key-pair-[0-9a-f]{7}$/);
  await stack.setProgram({ javascript: PROGRAM(0) });
  const again = await stack.up({ environment });
  expect(again.summary).toEqual({ delete: texts.length, same: 5 });
});
