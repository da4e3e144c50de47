import { join } from "node:path";
import type { Emulator } from "../emulator/src/index";
import { configFor, startTestEmulator } from "../support/emulator";
import { Stack } from "../support/stack";

const instanceId = "kafka-1";
const since = "2026-11-20T00:00:00Z";
const gateUrn = /DmsTaskGate::settled$/;
let emulator: Emulator;
let stack: Stack;

const task = (id: string, status: "EXECUTING" | "SUCCESS" | "FAILED", more: object = {}) => ({
  id,
  name: "modifyAutoTopic",
  status,
  createdAt: "2026-11-20T10:00:00Z",
  ...more,
});

beforeEach(async () => {
  emulator = await startTestEmulator();
});
afterEach(async () => {
  await stack.dispose();
  await emulator.close();
});

describe("the example", () => {
  beforeEach(async () => {
    stack = await Stack.create({
      program: { folder: join(__dirname, "../../examples/dms-gate") },
      config: { ...configFor(emulator.credentials), instanceId, since },
      environment: { KPS_TEST_TIME_SCALE: "0.1" },
      project: "dms-gate",
    });
  });

  it("waits, says what for, passes before the topic is changed, and stays as it is", async () => {
    emulator.control.putDmsInstance(instanceId, { tasks: [task("a", "EXECUTING"), task("b", "SUCCESS")] });
    const up = stack.start("up");
    const standing = /DMS instance kafka-1: 1 of 2 settled, waiting for modifyAutoTopic, \d+ s/;
    await up.event(({ diagnosticEvent: line }) => line?.ephemeral === true && standing.test(line.message));
    emulator.control.putDmsInstance(instanceId, { tasks: [task("a", "SUCCESS")] });
    const created = await up.finished;
    expect(created.stdout + created.stderr).toContain('phase : "settled"');
    expect(created.summary).toMatchObject({ create: 3 });
    const lines = created.diagnostics.filter(({ urn, ephemeral }) => ephemeral && gateUrn.test(urn));
    expect(lines.at(-1)?.message).toContain("2 of 2 settled");
    const ends = created.steps.map(({ urn }) => urn.split("::").at(-1));
    expect(ends.indexOf("settled")).toBeLessThan(ends.indexOf("orders"));
    expect((await stack.state()).resource("settled")).toMatchObject({
      id: instanceId,
      outputs: { phase: "settled", since, counts: { total: 2, succeeded: 2 } },
    });
    expect((await stack.up()).summary).toEqual({ same: 3 });
    expect((await stack.refresh()).summary).toEqual({ same: 3 });
    expect((await stack.destroy()).ok).toBe(true);
    expect(emulator.control.requests().filter(({ accepted }) => accepted)).toEqual([]);
  });

  it("fails with what failed, keeps the topic from being changed, and passes once that is reported only", async () => {
    emulator.control.putDmsInstance(instanceId, {
      tasks: [task("a", "FAILED", { params: { enable: true, password: "canary-5" } }), task("b", "SUCCESS")],
    });
    const failing = await stack.up();
    expect(failing.ok).toBe(false);
    const [error] = failing.diagnostics.filter(({ urn, severity }) => severity === "error" && gateUrn.test(urn));
    expect(error?.message).toContain("* background task modifyAutoTopic of DMS instance kafka-1 ended as FAILED");
    expect(error?.message).toMatch(/task {6}modifyAutoTopic \(a\), FAILED, by operator, created 2026-11-20 10:00:00Z/);
    expect(error?.message).toContain('params    {"enable":true,"password":"[removed]"}');
    const state = await stack.state();
    expect(state.resources.map(({ urn }) => urn.split("::").at(-1))).not.toContain("orders");
    expect(state.text + failing.stdout + failing.stderr).not.toContain("canary-5");

    // A refresh clears the engine's note of the failure; the gate itself does not forget it.
    await stack.refresh();
    expect((await stack.up()).ok).toBe(false);
    await stack.setConfig({ onFailed: "report" });
    const reported = await stack.up();
    expect(reported.summary).toMatchObject({ update: 1, create: 1 });
    expect((await stack.state()).resource("settled").outputs).toMatchObject({
      phase: "settled",
      counts: { failed: 1, succeeded: 1 },
    });
  });
});

it("keeps what it has seen when the time runs out, and the next up goes on waiting", async () => {
  stack = await Stack.create({
    program: {
      javascript: `
        const pulumi = require("@pulumi/pulumi");
        const kps = require("pulumi-huaweicloud-kps");
        exports.gate = new kps.DmsTaskGate("settled", {
          instanceId: "${instanceId}",
          since: pulumi.output(1).apply(() => new Date("${since}")),
          expect: 2,
        }, { customTimeouts: { create: "3s", update: "1m" } }).counts;
      `,
    },
    config: configFor(emulator.credentials),
    environment: { KPS_TEST_TIME_SCALE: "0.1" },
  });
  emulator.control.putDmsInstance(instanceId, { tasks: [task("a", "EXECUTING")] });
  const late = await stack.up();
  expect(late.ok).toBe(false);
  expect(late.diagnostics.find(({ severity, urn }) => severity === "error" && gateUrn.test(urn))?.message).toContain(
    "the background tasks of DMS instance kafka-1 have not settled within 3 s",
  );
  expect((await stack.state()).resource("settled").outputs).toMatchObject({
    phase: "waiting",
    since: "2026-11-20T00:00:00.000Z",
    counts: { unsettled: 1 },
  });
  emulator.control.putDmsInstance(instanceId, { tasks: [task("a", "SUCCESS"), task("b", "SUCCESS")] });
  const resumed = await stack.up();
  expect(resumed.summary).toMatchObject({ update: 1 });
  expect((await stack.state()).resource("settled").outputs).toMatchObject({ phase: "settled", counts: { total: 2 } });
  expect((await stack.up()).summary).toEqual({ same: 2 });
});
