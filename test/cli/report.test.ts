import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { githubAnnotations } from "../../provider/src/cli/report/githubAnnotations";
import { junitXml } from "../../provider/src/cli/report/junitXml";
import { readReport } from "../../provider/src/cli/report/readReport";
import type { FinishedTask } from "../../provider/src/operations/report/finishedTask";
import type { TasklessServer } from "../../provider/src/operations/report/tasklessServer";
import { temporaryFolder } from "../support/temporaryFolder";
import { runCli } from "./runCli";

jest.setTimeout(60_000);

const folder = temporaryFolder();

const bound: FinishedTask = {
  time: "2026-11-21T02:46:49.000Z",
  operation: "BIND",
  serverId: "4116467c",
  serverName: "web-1",
  keyPairName: "ops",
  taskId: "task-1",
  taskStatus: "SUCCESS_BIND",
  outcome: "success",
  seconds: 34.2,
  urn: "urn:pulumi:prod::shop::kps:KeyPairBinding::web",
  stack: "prod",
  project: "shop",
};

const failed: FinishedTask = {
  ...bound,
  operation: "REPLACE",
  taskId: "task-2",
  taskStatus: "FAILED_REPLACE",
  outcome: "failed",
  code: "KPS.0042",
  message: 'Login "failed" & <root>: 100%,\r\n::set-output name=x::y\n##[error]z \u0007\ud800 键',
};

function reportFile(...lines: readonly string[]): string {
  const path = join(folder(), "tasks.jsonl");
  writeFileSync(path, lines.map((line) => `${line}\n`).join(""));
  return path;
}

it("is a table for people; lines of something else are told and passed over", async () => {
  const path = reportFile(
    JSON.stringify(bound),
    '{"time":"2026-11',
    JSON.stringify({ hello: 1 }),
    JSON.stringify(failed),
  );
  const { status, stdout, stderr } = await runCli(["report", path], {});
  const [head, first, second, ...more] = stdout.trimEnd().split("\n");
  expect(head).toMatch(/^FINISHED +SERVER +SERVER ID +KEY PAIR +OPERATION +OUTCOME +SECONDS +TASK +WHY$/);
  expect(first).toMatch(/^2026-11-21 02:46:49Z +web-1 +4116467c +ops +BIND +success +34.2 +task-1$/);
  expect(second).toMatch(/REPLACE +failed +34.2 +task-2 +KPS.0042: Login "failed" & <root>: 100%, ::set-output/);
  expect(more).toEqual([]);
  expect(stderr).toBe(`${path}: lines 2, 3 passed over, not of a report file\n2 finished tasks\n`);
  expect(status).toBe(0);
});

it("reads a file with a byte order mark, and a line after one that was cut off", () => {
  const whole = JSON.stringify(bound);
  const { tasks, unreadable } = readReport(
    `\ufeff${whole}\n${whole.slice(0, 40)}${JSON.stringify(failed)}\n${whole}\n`,
  );

  expect(tasks).toEqual([bound, { ...failed, message: failed.message }, bound]);
  expect(unreadable).toEqual([2]);
});

it.each([{ seconds: 1e300 }, { seconds: -1e13 }, { waitedSeconds: 1e20 }])(
  "passes over a task of a length that no clock has: %j",
  (length) => {
    const read = readReport(JSON.stringify({ ...bound, ...length }));

    expect(read).toEqual({ tasks: [], servers: [], unreadable: [1] });
  },
);

it("as GitHub annotations holds one line for each failed task, out of which no text breaks", () => {
  expect(githubAnnotations({ tasks: [bound, failed], servers: [] }).split("\n")).toEqual([
    '::error title=REPLACE of server web-1 (4116467c) with "ops" failed::' +
      'KPS.0042: Login "failed" & <root>: 100%25,%0A: :set-output name=x::y%0A# #[error]z  \ud800 键' +
      "%0Atask task-2%0AFAILED_REPLACE%0A34.2 s%0Aurn:pulumi:prod::shop::kps:KeyPairBinding::web",
    "::notice title=huaweicloud-kps::2 KPS tasks finished, 1 failed",
    "",
  ]);
  const [line] = githubAnnotations({
    tasks: [{ ...failed, serverName: "a,b::c\n::stop-commands::x" }],
    servers: [],
  }).split("\n");
  expect(line).toMatch(/^::error title=REPLACE of server a%2Cb%3A%3Ac%0A%3A %3Astop-commands%3A%3Ax \(4116467c\)/);
});

it("as a JUnit file is well-formed XML whatever the texts hold", () => {
  const xml = junitXml({ tasks: [bound, failed], servers: [] });
  expect(xml).toContain('<testsuite name="KPS tasks" tests="2" failures="1" errors="0" time="68.4">');
  expect(xml).toContain(
    '<testcase classname="shop.prod" name="BIND of server web-1 (4116467c) with &quot;ops&quot;" time="34.2"/>',
  );
  expect(xml).toContain(
    '<failure message="KPS.0042: Login &quot;failed&quot; &amp; &lt;root&gt;: 100%,&#13;&#10;::set-output name=x::y&#10;#&#35;[error]z \ufffd\ufffd 键" type="KPS.0042">',
  );
  expect(xml).not.toMatch(/[\u0000-\u0008\u000b-\u001f\ud800-\udfff]/);
});

describe("servers of fleets without a task", () => {
  const { time, keyPairName, urn, project, stack } = bound;
  const servers: TasklessServer[] = [
    {
      time,
      keyPairName,
      urn,
      project,
      stack,
      serverId: "id-3",
      outcome: "refused",
      message: "ECS knows no such server",
    },
    { time, keyPairName, serverId: "id-4", serverName: "web-4", outcome: "settled" },
    { time, keyPairName, serverId: "id-5", outcome: "notBegun", message: "2 servers failed" },
  ];

  it("are rows of the table, with why", async () => {
    const path = reportFile(JSON.stringify(bound), ...servers.map((server) => JSON.stringify(server)));
    const { stdout, stderr } = await runCli(["report", path], {});
    const [, , refused, settled, notBegun] = stdout.trimEnd().split("\n");
    expect(refused).toMatch(/ id-3 .* refused .*ECS knows no such server$/);
    expect(settled).toMatch(/ web-4 .* needed nothing$/);
    expect(notBegun).toMatch(/ id-5 .* not begun .*2 servers failed$/);
    expect(stderr).toBe("4 tasks and servers\n");
  });

  it("are annotated when they were refused, and counted", () => {
    expect(
      githubAnnotations({ tasks: [bound], servers })
        .trimEnd()
        .split("\n"),
    ).toEqual([
      `::error title=server id-3 with "ops" refused::ECS knows no such server%0A${urn ?? ""}`,
      "::notice title=huaweicloud-kps::1 KPS tasks finished, 0 failed; servers without a task: 1 refused, 1 not begun, 1 needed nothing",
    ]);
  });

  it("are cases of the JUnit file: failed, skipped or passed", () => {
    const xml = junitXml({ tasks: [bound], servers });
    expect(xml).toContain('tests="4" failures="1" errors="0" skipped="1" time="34.2"');
    expect(xml).toContain('<failure message="ECS knows no such server" type="refused">');
    expect(xml).toContain('<testcase classname="kps" name="server web-4 (id-4) with &quot;ops&quot;" time="0"/>');
    expect(xml).toContain('<skipped message="not begun: 2 servers failed"/>');
  });
});

it.each(["github", "junit", "html", "json", "table"])(
  "as %s commands no CI system and turns no writing, whatever a file of an earlier release holds",
  async (format) => {
    const message = "##[error]z ##vso[task.complete]### \u202egnp.exe";
    const path = reportFile(JSON.stringify({ ...failed, message, serverName: message, keyPairName: message }));
    const { stdout, stderr } = await runCli(["report", path, "--format", format], {});
    expect(`${stdout}${stderr}`).toContain("gnp.exe");
    expect(`${stdout}${stderr}`).not.toMatch(/##\[|##vso\[|\u202e/);
  },
);

it.each(["junit", "html", "json", "table"])(
  "as %s commands no terminal, and begins no line with a command, whatever a file of an earlier release holds",
  async (format) => {
    const message = "a\n::error::x\u001b[2J\u009b31m\r::warning::y\tz";
    const named = { message, serverName: message, keyPairName: message, taskId: message, urn: message };
    const { stdout } = await runCli(
      ["report", reportFile(JSON.stringify({ ...failed, ...named })), "--format", format],
      {},
    );
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|^\s*::/m);
  },
);

it("names a file whose name would command a terminal without doing so", async () => {
  const path = join(folder(), "\u001b[2Jtasks\n::error::x.jsonl");
  writeFileSync(path, "{}\n");
  const { stderr } = await runCli(["report", path], {});
  expect(stderr).toContain("line 1 passed over");
  expect(stderr).not.toMatch(/\u001b|^::error/m);
});

it("is printed in the form that is asked for", async () => {
  const path = reportFile(JSON.stringify(failed));
  const outputOf = async (format: string): Promise<string> =>
    (await runCli(["report", path, "--format", format], {})).stdout;
  expect(await outputOf("github")).toMatch(/^::error title=/);
  expect(await outputOf("junit")).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites /);
  expect(await outputOf("html")).toMatch(/^<!doctype html>/);
  expect(JSON.parse(await outputOf("json"))).toMatchObject([{ taskId: "task-2", code: "KPS.0042" }]);
  expect((await runCli(["report", path, "--format", "pdf"], {})).status).toBe(2);
});
