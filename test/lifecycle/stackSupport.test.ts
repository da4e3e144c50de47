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

test("runs a program through up, up, preview, refresh and destroy", async () => {
  stack = await Stack.create({ program: { javascript }, config: { size: "big", password: { secret: "hush-1" } } });
  const first = await stack.up();
  expect(first).toMatchObject({ ok: true, code: 0, summary: { create: 2 } });
  expect(first.stdout).toContain("2 created");
  const state = await stack.state();
  expect(state.resource("thing")).toMatchObject({ id: "1", outputs: { size: "big" } });
  expect(state.text).not.toContain("hush-1");
  expect((await stack.state({ showSecrets: true })).text).toContain("hush-1");
  expect((await stack.up()).summary).toEqual({ same: 2 });
  await stack.setConfig({ size: "huge" });
  expect((await stack.preview()).summary).toEqual({ same: 1, update: 1 });
  await stack.removeConfig("size");
  expect((await stack.refresh()).summary).toEqual({ same: 2 });
  expect((await stack.destroy()).summary).toEqual({ delete: 2 });
  expect(await stack.processes()).toEqual([]);
  await stack.dispose();
  expect(existsSync(stack.directory)).toBe(false);
});

test("a failing resource's reasons are diagnostics under its URN", async () => {
  stack = await Stack.create({ program: { javascript }, config: { size: "wrong" } });
  const run = await stack.up();
  expect(run.ok).toBe(false);
  const errors = run.diagnostics.filter(({ severity, urn }) => severity === "error" && urn.endsWith("::thing"));
  expect(errors).toEqual([
    expect.objectContaining({ message: expect.stringContaining("the size is wrong") as unknown }),
  ]);
  expect(run.steps).toContainEqual(expect.objectContaining({ op: "create", failed: true }));
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

test("runs TypeScript programs", async () => {
  const typescript = `
    import * as pulumi from "@pulumi/pulumi";
    export const shout: string = (new pulumi.Config().get("word") ?? "").toUpperCase();
  `;
  stack = await Stack.create({ program: { typescript }, config: { word: "bound" } });
  expect((await stack.up()).stdout).toMatch(/shout: "BOUND"/);
});
