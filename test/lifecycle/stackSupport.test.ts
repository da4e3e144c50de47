import { existsSync } from "node:fs";
import { Stack } from "../support/stack";

/** A dynamic resource of its own, so that what is tested here is the way to the engine alone. */
const javascript = `
  const pulumi = require("@pulumi/pulumi");
  const provider = {
    check: async (_olds, inputs) => ({ inputs }),
    create: async (inputs) => {
      if (inputs.size === "hang") {
        console.log("hanging");
        await new Promise(() => setInterval(() => undefined, 1000));
      }
      if (inputs.size === "wrong") {
        throw { id: "1", properties: { ...inputs }, reasons: ["the size is wrong"], message: "" };
      }
      return { id: "1", outs: { ...inputs } };
    },
    update: async (_id, _olds, inputs) => ({ outs: { ...inputs } }),
  };
  class Thing extends pulumi.dynamic.Resource {
    constructor(name, props, opts) { super(provider, name, props, opts); }
  }
  const config = new pulumi.Config();
  const thing = new Thing("thing", { size: config.get("size") ?? "small", password: config.getSecret("password") });
`;

let stack: Stack;
afterEach(() => stack.dispose());

test("runs a program through up, preview and destroy, and reads what a run told of it", async () => {
  stack = await Stack.create({ program: { javascript }, config: { size: "wrong", password: { secret: "hush-1" } } });
  const failed = await stack.up();
  expect(failed.ok).toBe(false);
  // A failing resource's reasons are diagnostics under its URN.
  const errors = failed.diagnostics.filter(({ severity, urn }) => severity === "error" && urn.endsWith("::thing"));
  expect(errors).toEqual([
    expect.objectContaining({ message: expect.stringContaining("the size is wrong") as unknown }),
  ]);
  expect(failed.steps).toContainEqual(expect.objectContaining({ op: "create", failed: true }));

  await stack.setConfig({ size: "big" });
  const second = await stack.up();
  expect(second).toMatchObject({ ok: true, code: 0, summary: { same: 1, update: 1 } });
  expect(second.stdout).toContain("1 updated");
  const state = await stack.state();
  expect(state.resource("thing")).toMatchObject({ id: "1", outputs: { size: "big" } });
  expect(state.text).not.toContain("hush-1");
  expect((await stack.state({ showSecrets: true })).text).toContain("hush-1");
  await stack.removeConfig("size");
  expect((await stack.preview()).summary).toEqual({ same: 1, update: 1 });
  expect((await stack.destroy()).summary).toEqual({ delete: 2 });
  expect(await stack.processes()).toEqual([]);
  await stack.dispose();
  expect(existsSync(stack.directory)).toBe(false);
});

test("an engine killed midway leaves a pending operation and nothing that outlives dispose", async () => {
  stack = await Stack.create({ program: { javascript }, config: { size: "hang" } });
  const run = stack.start("up");
  // Only once the provider works is the pending operation surely in the state file.
  await run.event(({ diagnosticEvent }) => diagnosticEvent?.message.includes("hanging") ?? false);
  run.kill("SIGKILL");
  expect(await run.finished).toMatchObject({ ok: false, code: null });
  await stack.run(["cancel", "--stack", "dev", "--yes"]);
  expect((await stack.state()).pendingOperations).toEqual([expect.objectContaining({ type: "creating" })]);
  await stack.dispose();
  expect(await stack.processes()).toEqual([]);
});
