import type { Emulator } from "../emulator/src/index";
import { configFor, startTestEmulator } from "../support/emulator";
import { Stack } from "../support/stack";
import { quickPace } from "../support/suiteTimeScale";
import { toldAbout } from "../support/toldAbout";

const since = "2026-11-20T00:00:00Z";
let emulator: Emulator;
let stack: Stack;

const task = (id: string, status: "EXECUTING" | "SUCCESS" | "FAILED", more: object = {}) => ({
  id,
  name: "modifyAutoTopic",
  status,
  createdAt: "2026-11-20T10:00:00Z",
  ...more,
});

/** A gate that a topic waits for, and one that is given little time. */
const PROGRAM = `
  const pulumi = require("@pulumi/pulumi");
  const kps = require("pulumi-huaweicloud-kps");
  class Topic extends pulumi.dynamic.Resource {
    constructor(name, options) {
      super({ create: async (inputs) => ({ id: "topic", outs: inputs }) }, name, {}, options);
    }
  }
  const onFailed = new pulumi.Config().get("onFailed");
  const settled = new kps.DmsTaskGate("settled", { instanceId: "kafka-1", since: "${since}", onFailed });
  new Topic("orders", { dependsOn: settled });
  new kps.DmsTaskGate("late", {
    instanceId: "kafka-2",
    since: pulumi.output(1).apply(() => new Date("${since}")),
    expect: 2,
  }, { customTimeouts: { create: "3s", update: "1m" } });
`;

beforeEach(async () => {
  emulator = await startTestEmulator();
  stack = await Stack.create({
    program: { javascript: PROGRAM },
    config: configFor(emulator.credentials),
    environment: quickPace,
  });
});
afterEach(async () => {
  await stack.dispose();
  await emulator.close();
});

const namesInState = async (): Promise<(string | undefined)[]> =>
  (await stack.state()).resources.map(({ urn }) => urn.split("::").at(-1));
const outputsOf = async (name: string): Promise<unknown> => (await stack.state()).resource(name).outputs;

it("a gate holds up what depends on it, forgets neither a failure nor what it has seen, and stays as it is once open", async () => {
  emulator.control.putDmsInstance("kafka-1", {
    tasks: [task("a", "FAILED", { params: { enable: true, password: "canary-5" } }), task("b", "SUCCESS")],
  });
  emulator.control.putDmsInstance("kafka-2", { tasks: [task("a", "EXECUTING")] });
  const args = ["--continue-on-error"];
  const failing = await stack.up({ args });
  expect(failing.ok).toBe(false);
  const error = toldAbout(failing, "settled", "error");
  expect(error).toContain("* background task modifyAutoTopic of DMS instance kafka-1 ended as FAILED");
  expect(error).toMatch(/task {6}modifyAutoTopic \(a\), FAILED, by operator, created 2026-11-20 10:00:00Z/);
  expect(error).toContain('params    {"enable":true,"password":"[removed]"}');
  expect(toldAbout(failing, "late", "error")).toContain(
    "the background tasks of DMS instance kafka-2 have not settled within 3 s",
  );
  expect(await namesInState()).not.toContain("orders");
  expect(await outputsOf("late")).toMatchObject({
    phase: "waiting",
    since: "2026-11-20T00:00:00.000Z",
    counts: { unsettled: 1 },
  });
  expect((await stack.state()).text + failing.stdout + failing.stderr).not.toContain("canary-5");

  // A refresh clears the engine's note of what was not finished; the gates do not forget it.
  await stack.refresh();
  emulator.control.putDmsInstance("kafka-2", { tasks: [task("a", "SUCCESS"), task("b", "SUCCESS")] });
  const again = await stack.up({ args });
  expect(again.ok).toBe(false);
  expect(toldAbout(again, "late", "error")).toBe("");
  expect(await outputsOf("late")).toMatchObject({ phase: "settled", counts: { total: 2 } });

  const tasks = [task("a", "FAILED"), task("b", "SUCCESS")];
  emulator.control.putDmsInstance("kafka-1", { tasks: [...tasks, task("c", "EXECUTING")] });
  await stack.setConfig({ onFailed: "report" });
  const up = stack.start("up");
  const standing = /DMS instance kafka-1: 2 of 3 settled, waiting for modifyAutoTopic, \d+ s/;
  await up.event(({ diagnosticEvent: line }) => line?.ephemeral === true && standing.test(line.message));
  emulator.control.putDmsInstance("kafka-1", { tasks: [...tasks, task("c", "SUCCESS")] });
  const opened = await up.finished;
  expect(opened.summary).toEqual({ same: 2, update: 1, create: 1 });
  const rows = opened.diagnostics.filter(({ urn, ephemeral }) => ephemeral && urn.endsWith("::settled"));
  expect(rows.at(-1)?.message).toContain("3 of 3 settled");
  const ends = opened.steps.map(({ urn }) => urn.split("::").at(-1));
  expect(ends.indexOf("settled")).toBeLessThan(ends.indexOf("orders"));
  expect((await stack.state()).resource("settled")).toMatchObject({
    id: "kafka-1",
    outputs: { phase: "settled", since, counts: { total: 3, succeeded: 2, failed: 1 } },
  });

  expect((await stack.up()).summary).toEqual({ same: 4 });
  expect((await stack.refresh()).summary).toEqual({ same: 4 });
  expect((await stack.destroy()).ok).toBe(true);
  expect(emulator.control.requests().filter(({ accepted }) => accepted)).toEqual([]);
});
