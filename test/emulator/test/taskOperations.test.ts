import { Bench, byKey, byPassword, newKey } from "./support/bench";

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start();
});

beforeEach(() => bench.emulator.control.reset());

afterAll(() => bench.emulator.close());

async function failedMessage(): Promise<unknown> {
  const { body } = await bench.client.call("GET", "/v3/{project_id}/failed-tasks");
  return (body as { tasks: { task_error_msg: string }[] }).tasks.at(-1)?.task_error_msg;
}

async function keyName(id: string): Promise<unknown> {
  const { body } = await bench.client.call("GET", `/v1/{project_id}/cloudservers/${id}`);
  return (body as { server: { key_name: string | null } }).server.key_name;
}

describe("the operation follows from power state, binding and auth", () => {
  it("binds a running server with root's password", async () => {
    const reply = await bench.associate("up", "one", byPassword());
    expect(reply.status).toBe(202);
    expect(bench.lastTask()).toMatchObject({ operation: "BIND", taskStatus: "READY_BIND" });
    expect(await keyName("up")).toBeNull();
    bench.finish();
    expect(bench.lastTask().taskStatus).toBe("SUCCESS_BIND");
    expect(await keyName("up")).toBe("one");
    expect(bench.opening("up")).toEqual(["one"]);
  });

  it("binds a stopped server without auth", async () => {
    await bench.associate("down", "one");
    bench.finish();
    expect(bench.lastTask()).toMatchObject({ operation: "BIND", taskStatus: "SUCCESS_BIND" });
    expect(bench.opening("down")).toEqual(["one"]);
  });

  it("replaces the key of a running server for whoever has the present private key", async () => {
    bench.bound("up", "one");
    await bench.associate("up", "two", byKey(bench.one));
    bench.finish();
    expect(bench.lastTask()).toMatchObject({ operation: "REPLACE", taskStatus: "SUCCESS_REPLACE" });
    expect(bench.opening("up")).toEqual(["two"]);
  });

  it("resets the key of a stopped server without auth", async () => {
    bench.bound("down", "one");
    await bench.associate("down", "two");
    bench.finish();
    expect(bench.lastTask()).toMatchObject({ operation: "RESET", taskStatus: "SUCCESS_RESET" });
    expect(bench.opening("down")).toEqual(["two"]);
  });

  it("unbinds a running server with its private key and lets the password in again", async () => {
    await bench.associate("up", "one", { ...byPassword(), disable_password: true });
    bench.finish();
    expect(bench.emulator.control.state().servers[0]).toMatchObject({ keyPairName: "one", passwordLogin: false });
    await bench.disassociate("up", byKey(bench.one));
    bench.finish();
    expect(bench.lastTask()).toMatchObject({ operation: "UNBIND", taskStatus: "SUCCESS_UNBIND" });
    expect(bench.opening("up")).toEqual([]);
    expect(bench.emulator.control.state().servers[0]).toMatchObject({ passwordLogin: true });
    expect(await keyName("up")).toBeNull();
  });

  it("unbinds a stopped server without auth", async () => {
    bench.bound("down", "one");
    await bench.disassociate("down");
    bench.finish();
    expect(bench.lastTask()).toMatchObject({ operation: "UNBIND", taskStatus: "SUCCESS_UNBIND" });
  });
});

describe("what goes wrong on the server ends as FAILED, with a record", () => {
  it.each([
    ["wrong password", {}, byPassword("wrong"), "Failed to log in to the server with the password"],
    ["closed port", { sshPortOpen: false }, byPassword(), "Connecting to port 22 of the server timed out"],
    ["other port", { port: 2222 }, byPassword(), "Connecting to port 22 of the server timed out"],
    ["no password", { hasPassword: false }, byPassword(), "Failed to log in to the server with the password"],
    ["edited authorized_keys", { authorizedKeysEdited: true }, byPassword(), "Add public key error"],
    [
      "unsupported image",
      { image: "openEuler 22.03 64bit" },
      byPassword(),
      "The operating system of the server is not supported",
    ],
  ])("BIND: %s", async (_title, server, auth, message) => {
    bench.emulator.control.putServer("up", server);
    expect((await bench.associate("up", "one", auth)).status).toBe(202);
    bench.finish();
    expect(bench.lastTask().taskStatus).toBe("FAILED_BIND");
    expect(await failedMessage()).toBe(message);
    expect(bench.opening("up")).toEqual([]);
    expect(await keyName("up")).toBeNull();
  });

  it.each([
    ["a private key that is not the bound one", () => newKey()],
    ["a text that is no key", () => ({ publicKey: "", privateKey: "no key" })],
  ])("REPLACE: %s", async (_title, key) => {
    bench.bound("up", "one");
    await bench.associate("up", "two", byKey(key()));
    bench.finish();
    expect(bench.lastTask().taskStatus).toBe("FAILED_REPLACE");
    expect(await failedMessage()).toBe("Update public key error");
    expect(bench.opening("up")).toEqual(["one"]);
  });

  it("a change of power midway fails the task at once", async () => {
    await bench.associate("down", "one");
    bench.emulator.control.putServer("down", { status: "ACTIVE" });
    expect(bench.lastTask()).toMatchObject({
      taskStatus: "FAILED_BIND",
      errorMessage: "The server was started or stopped during the operation",
    });
  });

  it("a reinstalled server no longer knows the recorded key", async () => {
    bench.bound("up", "one");
    bench.emulator.control.putServer("up", { reinstall: true });
    await bench.associate("up", "two", byKey(bench.one));
    bench.finish();
    expect(bench.lastTask().taskStatus).toBe("FAILED_REPLACE");
  });

  it("a pair created again under the same name does not open the server", async () => {
    bench.bound("up", "one");
    const recreated = newKey();
    await bench.client.call("DELETE", "/v3/{project_id}/keypairs/one");
    const body = { keypair: { name: "one", public_key: recreated.publicKey } };
    await bench.client.call("POST", "/v3/{project_id}/keypairs", { body });
    await bench.associate("up", "two", byKey(recreated));
    bench.finish();
    expect(bench.lastTask().taskStatus).toBe("FAILED_REPLACE");
    expect(bench.opening("up")).toEqual(["one"]);
  });
});

describe("requests that cannot be meant are refused", () => {
  it.each([
    ["no auth for a running server", "up", "one", {}],
    ["a private key where nothing is bound", "up", "one", { auth: { type: "keypair", key: "x" } }],
    ["auth for a stopped server", "down", "one", byPassword()],
    ["an unknown server", "nowhere", "one", byPassword()],
  ])("%s", async (_title, server, pair, auth) => {
    const reply = await bench.associate(server, pair, auth);
    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject({ error_code: "KPS.0002" });
    expect(bench.emulator.control.state().tasks).toEqual([]);
  });

  it("a second task on a busy server", async () => {
    await bench.associate("up", "one", byPassword());
    expect((await bench.associate("up", "two", byPassword())).body).toMatchObject({
      error_code: "KPS.0002",
      error_msg: "The server has a task in progress",
    });
  });

  it("a colleague's private key pair", async () => {
    const colleague = bench.emulator.control.users()[1];
    const { accessKey = "", secretKey = "" } = colleague ?? {};
    const body = { keypair_name: "one", server: { id: "up", ...byPassword() } };
    const reply = await bench.client.call("POST", "/v3/{project_id}/keypairs/associate", {
      body,
      accessKey,
      secretKey,
    });
    expect(reply.body).toMatchObject({ error_code: "KPS.4016" });
  });
});

it("a task goes from READY over RUNNING to its end in the documented time, give or take 30 %", async () => {
  await bench.associate("up", "one", byPassword());
  const words: string[] = [];
  for (let second = 0; second <= 40; second += 1) {
    const word = bench.lastTask().taskStatus;
    if (words.at(-1) !== word) {
      words.push(word);
    }
    bench.clock.pass(1000);
  }
  expect(words).toEqual(["READY_BIND", "RUNNING_BIND", "SUCCESS_BIND"]);
  const { startedAt, endedAt = 0 } = bench.lastTask();
  expect(endedAt - startedAt).toBeGreaterThanOrEqual(21_000);
  expect(endedAt - startedAt).toBeLessThanOrEqual(39_000);
});
