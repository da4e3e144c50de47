import { Bench, byKey, byPassword, password, type KeyTexts } from "./support/bench";
import { describeWithOpenSsh, openSsh } from "./support/openSsh";
import { forSsh } from "./support/sshKeys";
import { logIn, run, visit } from "./support/sshVisit";

type Attempt = { privateKey: string } | { password: string };

/** A client's word for how a login went. */
type Outcome = "in" | "refused" | "closed";

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start({ ssh: true });
});

beforeEach(() => bench.emulator.control.reset());

afterAll(() => bench.emulator.close());

async function bySsh2(port: number, attempt: Attempt, username = "root"): Promise<Outcome> {
  const seen = await visit(port, { ...attempt, username });
  if (typeof seen === "string") {
    return seen;
  }
  expect(seen).toEqual({ status: 0, stdout: "root\n", stderr: "" });
  return "in";
}

async function byOpenSsh(port: number, attempt: Attempt, user = "root"): Promise<Outcome> {
  const seen = await openSsh(port, { ...attempt, user, command: "whoami" });
  if (seen.status === 0) {
    expect(seen).toEqual({ status: 0, stdout: "root\n", stderr: "" });
    return "in";
  }
  expect(seen).toMatchObject({ status: 255, stdout: "" });
  expect(seen.stderr).toMatch(/Permission denied|Connection (closed|reset)/);
  return seen.stderr.includes("Permission denied") ? "refused" : "closed";
}

for (const [client, attempt, describeIt] of [
  ["ssh2", bySsh2, describe],
  ["OpenSSH", byOpenSsh, describeWithOpenSsh],
] as const) {
  describeIt(client, () => {
    const tryTo = async (id: string, how: Attempt): Promise<Outcome> =>
      attempt(await bench.emulator.control.sshPort(id), how);
    const withKey = (id: string, { privateKey }: KeyTexts): Promise<Outcome> =>
      tryTo(id, { privateKey: forSsh(privateKey) });
    const withPassword = (id: string, text = password): Promise<Outcome> => tryTo(id, { password: text });

    it("BIND: the key opens the server once the task has succeeded, not before", async () => {
      expect(await withKey("up", bench.one)).toBe("refused");
      await bench.associate("up", "one", byPassword());
      bench.clock.pass(15_000);
      expect(await withKey("up", bench.one)).toBe("refused");
      bench.finish();
      // Nobody else has looked since: the login itself sees that the task has ended.
      expect(await withKey("up", bench.one)).toBe("in");
      expect(bench.lastTask().taskStatus).toBe("SUCCESS_BIND");
      expect(await withKey("up", bench.two)).toBe("refused");
    });

    it("REPLACE: the old key opens the server until the task has succeeded, then the new one alone", async () => {
      bench.bound("up", "one");
      await bench.associate("up", "two", byKey(bench.one));
      bench.clock.pass(30_000);
      expect(bench.lastTask().taskStatus).toBe("RUNNING_REPLACE");
      expect([await withKey("up", bench.one), await withKey("up", bench.two)]).toEqual(["in", "refused"]);
      bench.finish();
      expect([await withKey("up", bench.one), await withKey("up", bench.two)]).toEqual(["refused", "in"]);
    });

    it("a failed REPLACE leaves the old key", async () => {
      bench.bound("up", "one");
      await bench.associate("up", "two", byKey(bench.two));
      bench.finish();
      expect([await withKey("up", bench.one), await withKey("up", bench.two)]).toEqual(["in", "refused"]);
      expect(bench.lastTask().taskStatus).toBe("FAILED_REPLACE");
    });

    it("UNBIND: the key no longer opens the server", async () => {
      bench.bound("up", "one");
      await bench.disassociate("up", byKey(bench.one));
      bench.clock.pass(30_000);
      expect(await withKey("up", bench.one)).toBe("in");
      bench.finish();
      expect(await withKey("up", bench.one)).toBe("refused");
    });

    it("a key pair deleted and created again under its name opens nothing", async () => {
      bench.bound("up", "one");
      await bench.client.call("DELETE", "/v3/{project_id}/keypairs/one");
      const body = { keypair: { name: "one", public_key: bench.two.publicKey } };
      expect((await bench.client.call("POST", "/v3/{project_id}/keypairs", { body })).status).toBe(200);
      expect([await withKey("up", bench.one), await withKey("up", bench.two)]).toEqual(["in", "refused"]);
    });

    it("a reinstalled server forgets the key", async () => {
      bench.bound("up", "one");
      expect(await withKey("up", bench.one)).toBe("in");
      bench.emulator.control.putServer("up", { reinstall: true });
      expect(await withKey("up", bench.one)).toBe("refused");
    });

    it("a stopped server closes every connection; started again it is at the same port with its new key", async () => {
      bench.bound("down", "one");
      const port = await bench.emulator.control.sshPort("down");
      expect(await withKey("down", bench.one)).toBe("closed");
      await bench.associate("down", "two");
      bench.finish();
      expect(await withKey("down", bench.two)).toBe("closed");
      const body = { "os-start": { servers: [{ id: "down" }] } };
      await bench.client.call("POST", "/v1/{project_id}/cloudservers/action", { body });
      bench.finish();
      expect([await withKey("down", bench.one), await withKey("down", bench.two)]).toEqual(["refused", "in"]);
      expect(await bench.emulator.control.sshPort("down")).toBe(port);
    });

    it("a server whose SSH port cannot be reached closes every connection", async () => {
      bench.emulator.control.putServer("up", { sshPortOpen: false });
      expect(await withPassword("up")).toBe("closed");
      bench.emulator.control.putServer("up", { sshPortOpen: true });
      expect(await withPassword("up")).toBe("in");
    });

    it("root's password opens the server unless there is none, or it is switched off", async () => {
      expect([await withPassword("up"), await withPassword("up", "wrong")]).toEqual(["in", "refused"]);
      bench.emulator.control.putServer("up", { passwordLogin: false });
      expect(await withPassword("up")).toBe("refused");
      bench.emulator.control.putServer("up", { passwordLogin: true, hasPassword: false });
      expect(await withPassword("up")).toBe("refused");
    });

    it("disable_password switches the password off when the task has succeeded, and UNBIND on again", async () => {
      await bench.associate("up", "one", { ...byPassword(), disable_password: true });
      bench.clock.pass(15_000);
      expect(await withPassword("up")).toBe("in");
      bench.finish();
      expect([await withPassword("up"), await withKey("up", bench.one)]).toEqual(["refused", "in"]);
      await bench.disassociate("up", byKey(bench.one));
      bench.finish();
      expect([await withPassword("up"), await withKey("up", bench.one)]).toEqual(["in", "refused"]);
    });

    it("only root may log in", async () => {
      bench.bound("up", "one");
      const port = await bench.emulator.control.sshPort("up");
      expect(await attempt(port, { privateKey: forSsh(bench.one.privateKey) }, "ubuntu")).toBe("refused");
      expect(await attempt(port, { password }, "ubuntu")).toBe("refused");
    });
  });
}

it("each server has its own ways in", async () => {
  const { control } = bench.emulator;
  control.putServer("other", { rootPassword: "Other-1", keyPairName: "two" });
  const [up, other] = [await control.sshPort("up"), await control.sshPort("other")];
  expect(up).not.toBe(other);
  expect([await bySsh2(up, { password }), await bySsh2(up, { password: "Other-1" })]).toEqual(["in", "refused"]);
  const privateKey = forSsh(bench.two.privateKey);
  expect([await bySsh2(up, { privateKey }), await bySsh2(other, { privateKey })]).toEqual(["refused", "in"]);
});

it.each<[string, () => unknown]>([
  ["put into the state SHUTOFF", () => bench.emulator.control.putServer("up", { status: "SHUTOFF" })],
  ["reset", () => bench.emulator.control.reset()],
  [
    "stopped by ECS",
    async () => {
      const body = { "os-stop": { type: "SOFT", servers: [{ id: "up" }] } };
      await bench.client.call("POST", "/v1/{project_id}/cloudservers/action", { body });
      bench.finish();
      bench.emulator.control.state();
    },
  ],
])("who is logged in loses the connection when the server is %s", async (_way, act) => {
  const client = await logIn(await bench.emulator.control.sshPort("up"), { password });
  if (typeof client === "string") {
    throw new Error(client);
  }
  const closed = new Promise<void>((resolve) => client.once("close", () => resolve()));
  await act();
  await closed;
});

it("a command sent after the server has stopped is not answered", async () => {
  const client = await logIn(await bench.emulator.control.sshPort("up"), { password });
  if (typeof client === "string") {
    throw new Error(client);
  }
  const body = { "os-stop": { type: "SOFT", servers: [{ id: "up" }] } };
  await bench.client.call("POST", "/v1/{project_id}/cloudservers/action", { body });
  bench.finish();
  const closed = new Promise<void>((resolve) => client.once("close", () => resolve()));
  // Nobody else has looked since: the command itself sees that the server has stopped.
  await expect(run(client, "whoami")).resolves.toMatchObject({ status: undefined, stdout: "" });
  await closed;
});

it("logins are no requests, and no secret shows up anywhere", async () => {
  await bySsh2(await bench.emulator.control.sshPort("up"), { password });
  await bySsh2(await bench.emulator.control.sshPort("up"), { password: "wrong-guess" });
  const { control } = bench.emulator;
  expect(control.requests()).toEqual([]);
  expect(JSON.stringify(control.state())).not.toMatch(/Secret-1|wrong-guess|PRIVATE KEY/);
});
