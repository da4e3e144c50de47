import { associateKeyPair } from "../../provider/src/client/kps/associateKeyPair";
import { acceptedPosts } from "../support/acceptedPosts";
import { withoutUndefined } from "../../provider/src/model/plainObject";
import { newSshKey } from "../support/sshKey";
import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../support/inProcess/inProcessBench";
import { keptBy, rejectionOf } from "../support/rejections";

let bench: InProcessBench;

const password = { password: ROOT_PASSWORD };

describe("create", () => {
  it("binds a running server with its password and records what is bound", async () => {
    bench = inProcessBench();
    const outs = await bench.binding.create({ serverId: "running", keyPairName: "kp-a", auth: password });
    expect(outs).toMatchObject({
      phase: "bound",
      operation: "BIND",
      taskStatus: "SUCCESS_BIND",
      boundKeyPairName: "kp-a",
      boundPublicKey: expect.stringContaining("ssh-ed25519 ") as unknown,
      adopted: false,
      tookOver: false,
      verified: true,
      auth: password,
    });
    expect(outs["startedAt"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(Object.values(outs)).not.toContain(undefined);
  });

  it("binds a stopped server without auth", async () => {
    bench = inProcessBench();
    const outs = await bench.binding.create({ serverId: "stopped", keyPairName: "kp-a", auth: password, port: 2222 });
    expect(outs).toMatchObject({ phase: "bound", operation: "BIND", boundKeyPairName: "kp-a" });
  });

  it("adopts what is bound already and posts nothing", async () => {
    bench = inProcessBench();
    bench.emulator.control.putServer("running", { keyPairName: "kp-a" });
    const outs = await bench.binding.create({ serverId: "running", keyPairName: "kp-a" });
    expect(outs).toMatchObject({ phase: "bound", adopted: true, verified: true });
    expect(outs["taskId"]).toBeUndefined();
    expect(acceptedPosts(bench.emulator)).toEqual([]);
  });

  it("takes over from a pair named in replaces, and remembers that it did", async () => {
    bench = inProcessBench();
    bench.emulator.control.putServer("running", { keyPairName: "kp-b" });
    const auth = { privateKey: bench.keys.b.privateKey };
    const outs = await bench.binding.create({ serverId: "running", keyPairName: "kp-a", auth, replaces: ["kp-b"] });
    expect(outs).toMatchObject({ operation: "REPLACE", tookOver: true, adopted: false, previousKeyPairName: "kp-b" });
  });

  it("waits for a task that is not ours, and posts only then", async () => {
    bench = inProcessBench();
    bench.emulator.control.taskScript({ serverId: "running", outcome: "succeed", durationMs: 20_000 });
    await associateKeyPair(await bench.others(), {
      keyPairName: "kp-b",
      server: { id: "running", auth: { type: "password", key: ROOT_PASSWORD } },
    });
    const auth = [password, { privateKey: bench.keys.b.privateKey }];
    const outs = await bench.binding.create({ serverId: "running", keyPairName: "kp-a", auth });
    expect(outs).toMatchObject({ phase: "bound", operation: "REPLACE", tookOver: true, adopted: false });
    const [theirs, ours] = bench.emulator.control.state().tasks;
    expect(ours?.startedAt).toBeGreaterThanOrEqual(theirs?.endedAt ?? Number.NaN);
  });
});

it("does not post again after a task that was not ours, while ECS still shows what was there before", async () => {
  bench = inProcessBench({ quirks: { keyNameStaleMs: 30_000 } });
  bench.emulator.control.taskScript({ serverId: "stopped", outcome: "succeed", durationMs: 20_000 });
  await associateKeyPair(await bench.others(), { keyPairName: "kp-a", server: { id: "stopped" } });
  const outs = await bench.binding.create({ serverId: "stopped", keyPairName: "kp-a" });
  expect(outs).toMatchObject({ phase: "bound", adopted: true });
  expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a"]);
});

describe("what is wrong is said before anything is posted", () => {
  it.each<[string, Record<string, unknown>, RegExp]>([
    ["an unknown server", { serverId: "nowhere" }, /ECS knows no such server[\s\S]*check serverId/],
    ["an unknown key pair", { keyPairName: "nothing" }, /KPS knows no such key pair[\s\S]*check the name/],
    ["a running server without auth", { auth: undefined }, /root password is needed; no root password is given/],
    ["an environment variable that is not set", { auth: { passwordEnv: "KPS_NOT_SET" } }, /KPS_NOT_SET is not set/],
    ["a file that is not there", { auth: { privateKeyFile: "/not/there" } }, /file \/not\/there does not exist/],
  ])("%s", async (_, changes, message) => {
    bench = inProcessBench();
    const inputs = { serverId: "running", keyPairName: "kp-a", auth: password, ...changes };
    const error = await rejectionOf(bench.binding.create(withoutUndefined(inputs)));
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/\nnext {6}/);
    expect(error).not.toHaveProperty("id");
    expect(acceptedPosts(bench.emulator)).toEqual([]);
  });

  it("a bound server: no way in, a key that does not fit, a pair of somebody else", async () => {
    bench = inProcessBench();
    bench.emulator.control.putServer("running", { keyPairName: "kp-b" });
    const inputs = { serverId: "running", keyPairName: "kp-a" };
    expect((await rejectionOf(bench.binding.create(inputs))).message).toMatch(
      /bound to key pair "kp-b", which is not ours/,
    );
    const named = { ...inputs, replaces: ["kp-b"] };
    expect((await rejectionOf(bench.binding.create(named))).message).toMatch(/private key now in use is needed/);
    const stranger = newSshKey();
    const unfitting = { ...named, auth: { privateKey: stranger.privateKey } };
    const error = await rejectionOf(bench.binding.create(unfitting));
    expect(error.message).toMatch(/auth.privateKey is the key [0-9a-f:]{47}; the key now bound is [0-9a-f:]{47}/);
    expect(error.message).not.toContain(stranger.privateKey.split("\n")[1]);
    expect(acceptedPosts(bench.emulator)).toEqual([]);
  });

  it("no credentials, half of them, a wrong secret key, an endpoint that is refused, a wrong region name", async () => {
    bench = inProcessBench();
    const inputs = { serverId: "running", keyPairName: "kp-a", auth: password };
    const fault = async (changes: Record<string, string | undefined>): Promise<string> => {
      bench.configure(changes);
      return (await rejectionOf(bench.binding.create(inputs))).message;
    };
    expect(await fault({ "kps:accessKey": undefined, "kps:secretKey": undefined })).toMatch(
      /kps:accessKey[\s\S]*HW_ACCESS_KEY/,
    );
    expect(await fault({ "kps:secretKey": undefined })).toMatch(/secretKey/);
    expect(await fault({ "kps:secretKey": "wrong-secret-key" })).toMatch(/401 APIGW.0301/);
    expect(await fault({ "kps:endpoint": "http://127.0.0.1:1" })).toMatch(/check kps:endpoint/);
    expect(await fault({ "kps:region": "Nirgends!" })).toMatch(/region/);
    expect(await fault({ "kps:region": "cn-nowhere-9", "kps:projectId": undefined })).toMatch(/cn-nowhere-9/);
    expect(acceptedPosts(bench.emulator)).toEqual([]);
  });
});

describe("a task that fails", () => {
  it("keeps the resource with everything that is known, and one reason", async () => {
    bench = inProcessBench();
    const kept = await keptBy(
      bench.binding.create({ serverId: "running", keyPairName: "kp-a", auth: { password: "wrong-root" } }),
    );
    const [task] = bench.emulator.control.state().tasks;
    expect(kept.id).toBe("running");
    expect(kept.properties).toMatchObject({
      __provider: "stub",
      phase: "failed",
      attempt: { keyPairName: "kp-a", operation: "BIND", taskId: task?.taskId },
      failure: { taskId: task?.taskId, match: "exact", serverName: "web-1" },
    });
    expect(kept.properties["boundKeyPairName"]).toBeUndefined();
    expect(kept.reasons).toHaveLength(1);
    expect(kept.reasons[0]).toMatch(/^BIND of the key pair of server web-1 \(running\) with "kp-a" failed: /);
    expect(kept.reasons[0]).not.toContain("wrong-root");
  });

  it("is tried again by the next update, once, with the ways in of both", async () => {
    bench = inProcessBench();
    const kept = await keptBy(
      bench.binding.create({ serverId: "running", keyPairName: "kp-a", auth: { password: "wrong-root" } }),
    );
    const outs = await bench.binding.update(kept.properties, {
      serverId: "running",
      keyPairName: "kp-a",
      auth: password,
    });
    expect(outs).toMatchObject({ phase: "bound", boundKeyPairName: "kp-a", auth: password });
    expect(outs["failure"]).toBeUndefined();
    expect(acceptedPosts(bench.emulator)).toHaveLength(2);
  });

  it("in a rotation leaves the key uncertain: going back is proven with one key after the other, never done by name", async () => {
    bench = inProcessBench();
    const a = { serverId: "running", keyPairName: "kp-a", auth: password };
    const bound = await bench.binding.create(a);
    bench.emulator.control.taskScript({
      serverId: "running",
      outcome: "fail",
      errorMessage: "Update public key error",
    });
    const toB = {
      ...a,
      keyPairName: "kp-b",
      auth: [{ privateKey: bench.keys.a.privateKey }, { privateKey: bench.keys.b.privateKey }],
    };
    const kept = await keptBy(bench.binding.update(bound, toB));
    expect(kept.properties).toMatchObject({
      phase: "failed",
      boundKeyPairName: "kp-a",
      boundPublicKey: bound["boundPublicKey"],
    });
    expect(kept.reasons[0]).toContain(
      'REPLACE of the key pair of server web-1 (running) with "kp-b" failed: Update public key error',
    );
    expect(kept.properties).toMatchObject({ keyUncertain: true });
    const first = await keptBy(bench.binding.update(kept.properties, a));
    expect(first.reasons[0]).toMatch(/^then +the next run tries auth.privateKey$/m);
    const back = await bench.binding.update(first.properties, a);
    expect(back).toMatchObject({ phase: "bound", boundKeyPairName: "kp-a" });
    expect(back).not.toHaveProperty("keyUncertain");
    expect(acceptedPosts(bench.emulator)).toEqual([
      "AssociateKeypair kp-a",
      "AssociateKeypair kp-b",
      "AssociateKeypair kp-a",
      "AssociateKeypair kp-a",
    ]);
  });
});

describe("a deadline", () => {
  it("keeps the task; the next update resumes it and posts nothing", async () => {
    bench = inProcessBench();
    bench.emulator.control.taskScript({ serverId: "running", outcome: "succeed", durationMs: 300_000 });
    const inputs = { serverId: "running", keyPairName: "kp-a", auth: password, timeouts: { create: "150s" } };
    const kept = await keptBy(bench.binding.create(inputs));
    expect(kept.properties).toMatchObject({ phase: "waiting", attempt: { operation: "BIND" } });
    const outs = await bench.binding.update(kept.properties, inputs);
    expect(outs).toMatchObject({ phase: "bound", taskId: kept.properties["taskId"], adopted: false, verified: true });
    expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a"]);
  });

  it("and a rollback while the task is still running ends on the old pair", async () => {
    bench = inProcessBench();
    const keys = [{ privateKey: bench.keys.a.privateKey }, { privateKey: bench.keys.b.privateKey }];
    const a = { serverId: "running", keyPairName: "kp-a", auth: [password, ...keys] };
    const bound = await bench.binding.create(a);
    bench.emulator.control.taskScript({ serverId: "running", outcome: "succeed", durationMs: 300_000 });
    const kept = await keptBy(bench.binding.update(bound, { ...a, keyPairName: "kp-b", timeouts: { update: "150s" } }));
    const back = await bench.binding.update(kept.properties, a);
    expect(back).toMatchObject({ phase: "bound", boundKeyPairName: "kp-a", previousKeyPairName: "kp-b" });
    expect(acceptedPosts(bench.emulator)).toEqual([
      "AssociateKeypair kp-a",
      "AssociateKeypair kp-b",
      "AssociateKeypair kp-a",
    ]);
  });
});

describe("a POST whose answer is lost", () => {
  it("is found again by looking, and never posted twice", async () => {
    bench = inProcessBench();
    bench.emulator.control.fault({ operation: "AssociateKeypair", cut: "after" });
    const outs = await bench.binding.create({ serverId: "running", keyPairName: "kp-a", auth: password });
    expect(outs).toMatchObject({ phase: "bound", adopted: false, boundKeyPairName: "kp-a" });
    expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a"]);
  });

  it("is posted again only after it was looked for long enough", async () => {
    bench = inProcessBench();
    bench.emulator.control.fault({ operation: "AssociateKeypair", cut: "before" });
    const outs = await bench.binding.create({ serverId: "running", keyPairName: "kp-a", auth: password });
    expect(outs).toMatchObject({ phase: "bound", boundKeyPairName: "kp-a" });
    expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a"]);
  });

  it("and whose task failed is reported as the probable cause", async () => {
    bench = inProcessBench();
    bench.emulator.control.fault({ operation: "AssociateKeypair", cut: "after" });
    const kept = await keptBy(
      bench.binding.create({ serverId: "running", keyPairName: "kp-a", auth: { password: "wrong-root" } }),
    );
    expect(kept.properties).toMatchObject({ phase: "failed", failure: { match: "probable" } });
    expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a"]);
  });
});

describe("without the right to read servers in ECS", () => {
  it("binds and says that it could not verify", async () => {
    bench = inProcessBench();
    bench.emulator.control.fault({
      operation: "ShowServer",
      times: 50,
      status: 403,
      body: { error: { code: "Ecs.0013", message: "no permission" } },
    });
    bench.emulator.control.fault({
      operation: "ListServersDetails",
      times: 50,
      status: 403,
      body: { error: { code: "Ecs.0013", message: "no permission" } },
    });
    const outs = await bench.binding.create({ serverId: "running", keyPairName: "kp-a", auth: password });
    expect(outs).toMatchObject({ phase: "bound", verified: false });
    const error = await rejectionOf(bench.binding.update(outs, { serverId: "running", keyPairName: "kp-b" }));
    expect(error.message).toMatch(/nothing is sent without auth[\s\S]*ecs:cloudServers:get/);
  });
});
