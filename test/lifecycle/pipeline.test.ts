import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { startProcess, variablesFor } from "../cli/runCli";
import type { Emulator } from "../emulator/src/index";
import { findCli, getCli } from "../engine/getCli";
import { isolatedEnvironment } from "../engine/isolatedEnvironment";
import { startTestEmulator } from "../support/emulator";
import { missingLines, readmeSteps } from "../support/readmeSteps";
import { Stack } from "../support/stack";
import { githubJobs, gitlabLines, pulumiLines } from "./workflowLines";

const folder = resolve(__dirname, "../../examples/pipeline");
const read = (name: string): string => readFileSync(join(folder, name), "utf8");

/** What the README shows of the report file. */
function sampleLine(): object {
  const [, json = ""] = /^```json\n([^`]+)```$/m.exec(read("README.md")) ?? [];
  return JSON.parse(json) as object;
}

let emulator: Emulator;
let stack: Stack;
let project: string;
let variables: Readonly<Record<string, string | undefined>>;

beforeEach(async () => {
  emulator = await startTestEmulator({ requestsPerMinute: 0, ecsRequestsPerMinute: 0 });
  const cli = (await findCli()) ?? (await getCli());
  stack = await Stack.create({ program: { folder }, project: "pipeline", cli });
  project = join(stack.directory, "project");
  const isolation = { home: join(stack.directory, "home"), backend: join(stack.directory, "state") };
  variables = {
    ...isolatedEnvironment({ binDirectory: cli.binDirectory, ...isolation }),
    ...variablesFor(emulator.credentials),
    KPS_REPORT_FILE: join(project, "kps-tasks.jsonl"),
    npm_config_offline: "true",
  };
});
afterEach(async () => {
  await stack.dispose();
  await emulator.close();
});

/** Runs lines as a job would, next to the program; all they print, and the status of the last one. */
async function run(
  lines: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<{ status: number | null; output: string }> {
  const script = [`cd '${project}'`, ...lines].join("\n");
  const { status, stdout, stderr } = await startProcess("sh", ["-c", script], { ...variables, ...more }).end;
  return { status, output: stdout + stderr };
}

it("pipeline does what its README tells by hand, which are the commands of the workflow's jobs", async () => {
  const exported: string[] = [];
  const blocks: string[][] = [];
  let output = "";
  for (const step of readmeSteps(read("README.md"))) {
    if ("expected" in step) {
      expect({ missing: missingLines(step.expected, output), output }).toEqual({ missing: [], output });
      continue;
    }
    const lines = step.commands.filter((line) => line !== "npm install");
    ({ output } = await run([...exported, ...lines]));
    exported.push(...lines.filter((line) => line.startsWith("export ")));
    blocks.push(pulumiLines(lines));
  }
  const [setUp, ...jobs] = blocks;
  expect(setUp).toEqual([]);
  expect(githubJobs(read("github-actions.yml")).map(pulumiLines)).toEqual(jobs);
  const written = JSON.parse(readFileSync(join(project, "kps-tasks.jsonl"), "utf8")) as object;
  expect(Object.keys(sampleLine())).toEqual(expect.arrayContaining(Object.keys(written)));
}, 300_000);

it("a job on GitLab leaves word that its pulumi up has failed, reports, and the next job runs it again", async () => {
  const pipeline = read("gitlab-ci.yml");
  const [up, resume] = [gitlabLines(pipeline, "up", "script"), gitlabLines(pipeline, "resume", "script")];
  const [github] = githubJobs(read("github-actions.yml")).map(pulumiLines);
  expect([up, resume].map((lines) => lines.join("\n"))).toEqual([
    `${String(github?.[0])}\n${String(github?.[1])} || touch resume-wanted`,
    `if [ -e resume-wanted ]; then ${String(github?.[1])}; fi`,
  ]);
  expect(await run(["pulumi stack init prod"])).toMatchObject({ status: 0 });
  expect(await run(resume)).toEqual({ status: 0, output: "" });

  // `pulumi up` ends before it does anything.
  const broken = { PULUMI_CONFIG_PASSPHRASE: "not the passphrase" };
  const first = await run(up, broken);
  expect(first.output).toMatch(/Nothing to fix\.[^]*incorrect passphrase/);
  expect(first.status).toBe(0);
  expect(existsSync(join(project, "resume-wanted"))).toBe(true);
  expect(pipeline).toContain("paths: [kps-tasks.jsonl, kps-report.html, resume-wanted]");
  const second = await run(resume, broken);
  expect(second.output).toContain("incorrect passphrase");
  expect(second.status).not.toBe(0);

  writeFileSync(join(project, "kps-tasks.jsonl"), `${JSON.stringify(sampleLine())}\n`);
  const reporting = gitlabLines(pipeline, ".key-pairs", "after_script");
  // They run also where nothing could be installed, and then fetch nothing.
  expect(reporting.filter((line) => /\bnpx\b(?! --no )/.test(line))).toEqual([]);
  const after = await run(reporting);
  expect(after.output).toMatch(/web-1[^]*Login failed/);
  expect(after.status).toBe(0);
  expect(readFileSync(join(project, "kps-junit.xml"), "utf8")).toMatch(/tests="1" failures="1"/);
  expect(readFileSync(join(project, "kps-report.html"), "utf8")).toContain("web-1");

  // The next job gets the artifacts of this one, and is to tell of its own tasks.
  await run(gitlabLines(pipeline, ".key-pairs", "before_script").filter((line) => line !== "npm install"));
  expect(existsSync(join(project, "kps-tasks.jsonl"))).toBe(false);
});
