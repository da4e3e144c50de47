import { acceptedPosts } from "../support/acceptedPosts";
import { bindingWorld, ROOT_PASSWORD, SERVERS, type BindingWorld } from "../support/bindingWorld";

/** Two bindings; the configuration says which key pair and which ways in. */
const PROGRAM = `
  const pulumi = require("@pulumi/pulumi");
  const kps = require("pulumi-huaweicloud-kps");
  const config = new pulumi.Config();
  const auth = config.getObject("auth") ?? [{ passwordEnv: "ROOT_PASSWORD" }, { privateKeyEnv: "KEY_A" }];
  const keyPairName = config.get("keyPair") ?? "kp-a";
  for (const [name, serverId] of [["one", "${SERVERS.one}"], ["two", "${SERVERS.two}"]]) {
    new kps.KeyPairBinding(name, {
      serverId,
      keyPairName,
      auth: config.getObject("auth-" + name) ?? auth,
      timeouts: config.getObject("timeouts"),
    });
  }
`;

let world: BindingWorld;

afterEach(() => world.close());

const phase = async (name: string): Promise<unknown> => (await world.stack.state()).resource(name).outputs["phase"];
const keyOf = (serverId: string): string | undefined =>
  world.emulator.control.state().servers.find(({ id }) => id === serverId)?.keyPairName;

describe("two servers and a key pair", () => {
  it("are bound once, stay as they are, are rotated in place and let go, and nothing shows a secret", async () => {
    world = await bindingWorld(PROGRAM);
    const { stack, emulator } = world;

    const created = await stack.up();
    expect(created.stdout).toContain("created");
    expect(created.summary).toMatchObject({ create: 3 });
    expect([keyOf(SERVERS.one), keyOf(SERVERS.two)]).toEqual(["kp-a", "kp-a"]);
    const state = await stack.state();
    expect(state.resource("one").outputs).toMatchObject({
      phase: "bound",
      operation: "BIND",
      taskStatus: "SUCCESS_BIND",
      boundKeyPairName: "kp-a",
      verified: true,
      adopted: false,
      tookOver: false,
    });

    expect((await stack.up()).summary).toEqual({ same: 3 });
    expect((await stack.refresh()).summary).toEqual({ same: 3 });
    expect(acceptedPosts(emulator)).toEqual(["AssociateKeypair kp-a", "AssociateKeypair kp-a"]);

    await stack.setConfig({ keyPair: "kp-b", "auth[0].privateKeyEnv": "KEY_A", "auth[1].privateKeyEnv": "KEY_B" });
    const rotated = await stack.up();
    expect(rotated.summary).toMatchObject({ update: 2 });
    expect([keyOf(SERVERS.one), keyOf(SERVERS.two)]).toEqual(["kp-b", "kp-b"]);
    expect((await stack.state()).resource("one").outputs).toMatchObject({
      operation: "REPLACE",
      previousKeyPairName: "kp-a",
      boundKeyPairName: "kp-b",
    });
    expect((await stack.up()).summary).toEqual({ same: 3 });

    const rotatedState = await stack.state({ showSecrets: true });
    const gone = await stack.destroy();
    expect(gone.ok).toBe(true);
    expect([keyOf(SERVERS.one), keyOf(SERVERS.two)]).toEqual([undefined, undefined]);
    expect(acceptedPosts(emulator, SERVERS.one)).toEqual([
      "AssociateKeypair kp-a",
      "AssociateKeypair kp-b",
      "DisassociateKeypair kp-b",
    ]);

    const { keys } = world;
    const keyMaterial = [keys.a, keys.b].map(({ privateKey }) => privateKey.split("\n")[1] ?? "");
    const printed = [created, rotated, gone].flatMap(({ stdout, stderr }) => [stdout, stderr]);
    const sent = JSON.stringify(emulator.control.requests());
    for (const canary of [ROOT_PASSWORD, ...keyMaterial, emulator.credentials.secretKey]) {
      expect(canary.length).toBeGreaterThan(8);
      expect([...printed, sent].filter((text) => text.includes(canary))).toEqual([]);
    }
    // The secret key stands, encrypted, in the engine's own record of the configuration; key material nowhere.
    for (const canary of [ROOT_PASSWORD, ...keyMaterial]) {
      expect(rotatedState.text).not.toContain(canary);
    }
    // What the provider puts into state beside the constant stub; urns, times and stack traces are the engine's.
    const { inputs, outputs } = state.resource("one");
    const written = JSON.stringify([inputs, outputs], (key, value: unknown) => (key === "__provider" ? "" : value));
    expect(written.length).toBeLessThanOrEqual(1_536);
  });
});

describe("a bind that fails", () => {
  it("says why on its own resource, while others succeed, and is tried again with one new POST", async () => {
    world = await bindingWorld(PROGRAM);
    const { stack, emulator } = world;
    await stack.setConfig({ "auth-two[0].passwordEnv": "WRONG_PASSWORD" });

    const failing = await stack.up();
    expect(failing.ok).toBe(false);
    expect(await phase("one")).toBe("bound");
    const task = emulator.control.state().tasks.find(({ serverId }) => serverId === SERVERS.two);
    const errors = failing.diagnostics.filter(({ severity }) => severity === "error");
    const [error] = errors.filter(({ urn }) => urn.endsWith("::two"));
    expect(error?.message).toContain(`BIND of the key pair of server web-2 (${SERVERS.two}) with "kp-a" failed: `);
    expect(error?.message).toContain(`task      ${String(task?.taskId)}, FAILED_BIND, started `);
    expect(error?.message).toContain("code      none given by the service");
    expect(error?.message).toContain("likely    the root password in auth is wrong");
    expect(errors.some(({ urn }) => urn.endsWith("::one"))).toBe(false);
    expect((await stack.state()).resource("two").outputs).toMatchObject({
      phase: "failed",
      attempt: { keyPairName: "kp-a", operation: "BIND", taskId: task?.taskId },
      failure: { taskId: task?.taskId, match: "exact" },
    });

    await stack.setConfig({ "auth-two[0].passwordEnv": "ROOT_PASSWORD" });
    const repaired = await stack.up();
    expect(repaired.ok).toBe(true);
    expect(await phase("two")).toBe("bound");
    expect(acceptedPosts(emulator, SERVERS.two)).toHaveLength(2);
    expect(acceptedPosts(emulator, SERVERS.one)).toHaveLength(1);
    expect((await stack.up()).summary).toEqual({ same: 3 });
  });
});

describe("a deadline that passes", () => {
  it("keeps the task: the next up posts nothing and resumes it, also with a refresh in between", async () => {
    world = await bindingWorld(PROGRAM);
    const { stack, emulator } = world;
    emulator.control.taskScript({ serverId: SERVERS.two, outcome: "succeed", durationMs: 12_000 });
    await stack.setConfig({ "timeouts.create": "2s" });

    const late = await stack.up();
    expect(late.ok).toBe(false);
    const [error] = late.diagnostics.filter(({ severity, urn }) => severity === "error" && urn.endsWith("::two"));
    expect(error?.message).toMatch(/has not ended within \d+ s/);
    expect(error?.message).toContain("posts nothing");
    expect(await phase("two")).toBe("waiting");

    const refreshed = await stack.refresh();
    expect(refreshed.ok).toBe(true);
    expect(await phase("two")).toBe("waiting");

    const resumed = await stack.up();
    expect(resumed.ok).toBe(true);
    expect(await phase("two")).toBe("bound");
    expect(acceptedPosts(emulator, SERVERS.two)).toEqual(["AssociateKeypair kp-a"]);
    expect((await stack.up()).summary).toEqual({ same: 3 });
  });
});
