import { bindingBench, keptBy, rejectionOf, ROOT_PASSWORD, type BindingBench } from "../../support/bindingBench";

let bench: BindingBench;

afterEach(() => bench.close());

const inputs = { serverId: "running", keyPairName: "kp-a", auth: { password: ROOT_PASSWORD } };

it("says nothing new while the server has the key pair", async () => {
  bench = await bindingBench();
  const outs = await bench.create(inputs);
  expect(await bench.read(outs)).toEqual({ id: "running", props: outs });
});

it("shows an unbind elsewhere in props and inputs, and the next update binds again", async () => {
  bench = await bindingBench();
  const outs = await bench.create(inputs);
  bench.emulator.control.putServer("running", { keyPairName: null });
  const drifted = await bench.read(outs);
  expect(drifted.props).toMatchObject({ keyPairName: "", phase: "unbound", boundKeyPairName: "kp-a" });
  expect(drifted.inputs).toEqual({ ...inputs, keyPairName: "" });
  const again = await bench.update(drifted.props ?? {}, inputs);
  expect(again).toMatchObject({ phase: "bound", keyPairName: "kp-a", operation: "BIND", adopted: false });
});

it("shows another key pair by its name, and replaces it only when it is named", async () => {
  bench = await bindingBench();
  const outs = await bench.create(inputs);
  bench.emulator.control.putServer("running", { keyPairName: "kp-b" });
  const drifted = await bench.read(outs);
  expect(drifted.props).toMatchObject({ keyPairName: "kp-b", phase: "bound" });
  expect(drifted.inputs).toMatchObject({ keyPairName: "kp-b" });
  const refused = await rejectionOf(bench.update(drifted.props ?? {}, inputs));
  expect(refused.message).toContain('bound to key pair "kp-b", which is not ours');
  const auth = { privateKey: bench.keys.b.privateKey };
  const back = await bench.update(drifted.props ?? {}, { ...inputs, auth, replaces: ["kp-b"] });
  expect(back).toMatchObject({ phase: "bound", keyPairName: "kp-a", operation: "REPLACE", tookOver: true });
});

it("is gone only when ECS itself says so", async () => {
  bench = await bindingBench();
  const outs = await bench.create(inputs);
  const { control } = bench.emulator;
  const gone = { error: { code: "Ecs.0114", message: "Instance[running] could not be found." } };
  control.fault({ operation: "ShowServer", status: 404, body: gone });
  expect(await bench.read(outs)).toEqual({});
});

it.each<[string, number, object]>([
  ["a gateway's 404", 404, { error_code: "APIGW.0101", error_msg: "The API does not exist" }],
  ["500", 500, { error_code: "KPS.0003", error_msg: "unavailable" }],
])(
  "%s is an error, never gone",
  async (_, status, body) => {
    bench = await bindingBench();
    const outs = await bench.create(inputs);
    bench.emulator.control.fault({ path: "/cloudservers/", times: 50, status, body });
    const error = await rejectionOf(bench.read(outs));
    expect(error.message).toContain(String(status));
  },
  20_000,
);

it("without the right to read servers the state stays as it is", async () => {
  bench = await bindingBench();
  const outs = await bench.create(inputs);
  bench.emulator.control.fault({
    path: "/cloudservers/",
    times: 50,
    status: 403,
    body: { error: { code: "Ecs.0013" } },
  });
  expect(await bench.read(outs)).toEqual({ id: "running", props: outs });
});

it("a binding that failed stays as stored, and no inputs are returned", async () => {
  bench = await bindingBench();
  const kept = await keptBy(bench.create({ ...inputs, auth: { password: "wrong-root" } }));
  expect(await bench.read(kept.properties)).toEqual({ id: "running", props: kept.properties });
});

it("settings that point to another region or project are an error that names both", async () => {
  bench = await bindingBench();
  const outs = await bench.create(inputs);
  const elsewhere = { region: "eu-west-101", projectId: "0".repeat(32) };
  const error = await rejectionOf(bench.read({ ...outs, ...elsewhere }));
  expect(error.message).toMatch(/made in {3}region eu-west-101, project 0{32}\nsettings {2}region cn-north-4/);
  for (const [key, value] of Object.entries(elsewhere)) {
    expect((await rejectionOf(bench.read({ ...outs, [key]: value }))).message).toContain(value);
  }
});

it("get reads a server that no state knows", async () => {
  bench = await bindingBench();
  bench.emulator.control.putServer("running", { keyPairName: "kp-b" });
  const { props } = await bench.read({ serverId: "running", keyPairName: "" });
  expect(props).toMatchObject({ keyPairName: "kp-b", phase: "bound", adopted: true, verified: true });
});
