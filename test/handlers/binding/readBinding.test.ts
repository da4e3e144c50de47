import { deleteKeyPair } from "../../../provider/src/client/kps/deleteKeyPair";
import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { keptBy, rejectionOf } from "../../support/rejections";

let bench: InProcessBench;

const inputs = { serverId: "running", keyPairName: "kp-a", auth: { password: ROOT_PASSWORD } };

it("says nothing new while the server has the key pair", async () => {
  bench = inProcessBench();
  const outs = await bench.binding.create(inputs);
  expect(await bench.binding.read(outs)).toEqual({ id: "running", props: outs });
});

it("says nothing of a pair that KPS does not find for a moment, and what is so when it stays so", async () => {
  bench = inProcessBench();
  const outs = await bench.binding.create(inputs);
  bench.emulator.control.fault({
    operation: "ListKeypairDetail",
    times: 3,
    status: 400,
    body: { error_code: "KPS.4016", error_msg: "The key pair does not exist" },
  });
  expect(await bench.binding.read(outs)).toEqual({ id: "running", props: outs });
  expect(bench.told().join("\n")).not.toContain("any more");

  await deleteKeyPair(await bench.others(), "kp-a");
  expect(await bench.binding.read(outs)).toEqual({ id: "running", props: outs });
  expect(bench.told().join("\n")).toContain('KPS has no key pair "kp-a" any more');
});

it("says what ECS has told also where KPS cannot be asked for the pair, and remarks on that", async () => {
  bench = inProcessBench();
  const outs = await bench.binding.create(inputs);
  bench.emulator.control.fault({ operation: "ListKeypairDetail", times: 1_000, status: 503, body: {} });
  expect(await bench.binding.read(outs)).toEqual({ id: "running", props: outs });
  expect(bench.told().join("\n")).toContain(
    'key pair "kp-a" with the key that is on the server could not be looked at',
  );
  const unasked = { ...outs, verify: "none" };
  await expect(bench.binding.read(unasked)).rejects.toThrow(/KPS had trouble of its own/);
});

it("shows an unbind elsewhere in props and inputs, and the next update binds again", async () => {
  bench = inProcessBench();
  const outs = await bench.binding.create(inputs);
  bench.emulator.control.putServer("running", { keyPairName: null });
  const drifted = await bench.binding.read(outs);
  expect(drifted.props).toMatchObject({ keyPairName: "", phase: "unbound", boundKeyPairName: "kp-a" });
  expect(drifted.inputs).toEqual({ ...inputs, keyPairName: "" });
  const again = await bench.binding.update(drifted.props ?? {}, inputs);
  expect(again).toMatchObject({ phase: "bound", keyPairName: "kp-a", operation: "BIND", adopted: false });
});

it("shows another key pair by its name, and replaces it only when it is named", async () => {
  bench = inProcessBench();
  const outs = await bench.binding.create(inputs);
  bench.emulator.control.putServer("running", { keyPairName: "kp-b" });
  const drifted = await bench.binding.read(outs);
  expect(drifted.props).toMatchObject({ keyPairName: "kp-b", phase: "bound" });
  expect(drifted.inputs).toMatchObject({ keyPairName: "kp-b" });
  const refused = await rejectionOf(bench.binding.update(drifted.props ?? {}, inputs));
  expect(refused.message).toContain('bound to key pair "kp-b", which is not ours');
  const auth = { privateKey: bench.keys.b.privateKey };
  const back = await bench.binding.update(drifted.props ?? {}, { ...inputs, auth, replaces: ["kp-b"] });
  expect(back).toMatchObject({ phase: "bound", keyPairName: "kp-a", operation: "REPLACE", tookOver: true });
});

it("is gone only when ECS itself says so, and more than once", async () => {
  bench = inProcessBench();
  const outs = await bench.binding.create(inputs);
  const { control } = bench.emulator;
  const gone = { error: { code: "Ecs.0114", message: "Instance[running] could not be found." } };
  control.fault({ operation: "ShowServer", status: 404, body: gone });
  expect(await bench.binding.read(outs)).toMatchObject({ props: { phase: "bound" } });
  control.fault({ operation: "ShowServer", times: 4, status: 404, body: gone });
  expect(await bench.binding.read(outs)).toEqual({});
});

it.each<[string, number, object]>([
  ["a gateway's 404", 404, { error_code: "APIGW.0101", error_msg: "The API does not exist" }],
  ["500", 500, { error_code: "KPS.0003", error_msg: "unavailable" }],
])(
  "%s is an error, never gone",
  async (_, status, body) => {
    bench = inProcessBench();
    const outs = await bench.binding.create(inputs);
    bench.emulator.control.fault({ path: "/cloudservers/", times: 50, status, body });
    const error = await rejectionOf(bench.binding.read(outs));
    expect(error.message).toContain(String(status));
  },
  20_000,
);

it("without the right to read servers the state stays as it is", async () => {
  bench = inProcessBench();
  const outs = await bench.binding.create(inputs);
  bench.emulator.control.fault({
    path: "/cloudservers/",
    times: 50,
    status: 403,
    body: { error: { code: "Ecs.0013" } },
  });
  expect(await bench.binding.read(outs)).toEqual({ id: "running", props: outs });
});

it("a binding that failed stays as stored, and no inputs are returned", async () => {
  bench = inProcessBench();
  const kept = await keptBy(bench.binding.create({ ...inputs, auth: { password: "wrong-root" } }));
  expect(await bench.binding.read(kept.properties)).toEqual({ id: "running", props: kept.properties });
});

it("settings that point to another region or project are an error that names both", async () => {
  bench = inProcessBench();
  const outs = await bench.binding.create(inputs);
  const elsewhere = { region: "eu-west-101", projectId: "0".repeat(32) };
  const error = await rejectionOf(bench.binding.read({ ...outs, ...elsewhere }));
  expect(error.message).toMatch(/made in {3}region eu-west-101, project 0{32}\nsettings {2}region cn-north-4/);
  for (const [key, value] of Object.entries(elsewhere)) {
    expect((await rejectionOf(bench.binding.read({ ...outs, [key]: value }))).message).toContain(value);
  }
});

it("get reads a server that no state knows", async () => {
  bench = inProcessBench();
  bench.emulator.control.putServer("running", { keyPairName: "kp-b" });
  const { props } = await bench.binding.read({ serverId: "running", keyPairName: "" });
  expect(props).toMatchObject({ keyPairName: "kp-b", phase: "bound", adopted: true, verified: true });
});

it("get reads a server without a key pair as unbound", async () => {
  bench = inProcessBench();
  const { props } = await bench.binding.read({ serverId: "running", keyPairName: "" });
  expect(props).toMatchObject({ keyPairName: "", phase: "unbound" });
});
