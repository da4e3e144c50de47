import { type FakeEngine, startFakeEngine } from "./fakeEngine";
import { Host, type HostOptions } from "./host";

const provider = `
  exports.handler = () => ({
    configure: async ({ config }) => { this.region = config.get("kps:region"); },
    check: async (olds, news) => ({
      inputs: { ...news, region: this.region },
      failures: news.size === "odd" ? [{ property: "size", reason: "must not be odd" }] : [],
    }),
    diff: async (id, olds, news) => ({ changes: olds.size !== news.size, replaces: news.size === "new" ? ["size"] : [] }),
    create: async (inputs) => {
      if (inputs.size === "midway") {
        throw { id: "1", properties: { ...inputs, phase: "failed" }, reasons: ["first", "second"], message: "" };
      }
      if (inputs.size === "wrong") { throw new Error("no such size"); }
      return { id: "1", outs: { ...inputs, created: true } };
    },
    read: async (id, props) => (props.size === "gone" ? {} : { id, props: { ...props, read: true } }),
    update: async (id, olds, news) => ({ outs: { ...news, was: olds.size } }),
    delete: async (id) => {
      const { EngineClient } = require("@pulumi/pulumi/proto/engine_grpc_pb");
      const { LogRequest } = require("@pulumi/pulumi/proto/engine_pb");
      const client = new EngineClient(process.argv[2], require("@grpc/grpc-js").credentials.createInsecure());
      const line = new LogRequest();
      line.setUrn("urn:x"); line.setSeverity(1); line.setMessage("deleting " + id); line.setEphemeral(true);
      await new Promise((resolve) => client.log(line, resolve));
    },
  });
  process.stdin.on("end", () => process.exit(7)).resume();
`;

let host: Host;
afterEach(() => host.stop());

async function start(options: Partial<HostOptions> = {}): Promise<void> {
  host = await Host.start({ provider, config: { "kps:region": "cn-north-4" }, ...options });
}

test("check, diff, create, read, update and delete reach the provider", async () => {
  await start();
  expect(await host.check({}, { size: "odd" })).toEqual({
    inputs: { size: "odd", region: "cn-north-4" },
    failures: { size: "must not be odd" },
  });
  expect(await host.diff("1", { size: "a" }, { size: "a" })).toMatchObject({ changes: false, replaces: [] });
  expect(await host.diff("1", { size: "a" }, { size: "new" })).toMatchObject({ changes: true, replaces: ["size"] });
  expect(await host.create({ size: "a", none: undefined })).toEqual({ id: "1", outputs: { size: "a", created: true } });
  expect(await host.read("1", { size: "a" })).toEqual({ id: "1", outputs: { size: "a", read: true } });
  expect(await host.read("1", { size: "gone" })).toMatchObject({ id: "" });
  expect(await host.update("1", { size: "a" }, { size: "b" })).toEqual({ outputs: { size: "b", was: "a" } });
  await host.delete("1", {});
});

test("a partial failure brings its id, outputs and reasons", async () => {
  await start();
  await expect(host.create({ size: "midway" })).rejects.toMatchObject({
    name: "InitFailedError",
    id: "1",
    properties: { phase: "failed", __provider: provider },
    reasons: ["first", "second"],
  });
});

test("any other failure brings its text", async () => {
  await start();
  await expect(host.create({ size: "wrong" })).rejects.toThrow("no such size");
});

test("the provider's lines for the engine are collected", async () => {
  const engine: FakeEngine = await startFakeEngine();
  try {
    await start({ engine: engine.address });
    await host.delete("s-1", {});
    const expected = { urn: "urn:x", severity: "info", message: "deleting s-1", ephemeral: true };
    expect(await engine.line(({ message }) => message.startsWith("deleting"))).toEqual(expected);
    expect(engine.lines).toEqual([expected]);
  } finally {
    engine.close();
  }
});

test("the end of its input ends the host", async () => {
  await start();
  await host.check({}, {});
  host.process.endInput();
  expect(await host.process.exited).toEqual({ code: 7, signal: null });
});

test("a kill ends the host", async () => {
  await start();
  host.process.kill("SIGKILL");
  expect(await host.process.exited).toEqual({ code: null, signal: "SIGKILL" });
});
