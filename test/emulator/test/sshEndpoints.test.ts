import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import * as ssh2 from "ssh2";
import { startEmulator, type Emulator, type ServerView, type State } from "../src/index";
import { SshEndpoints } from "../src/ssh/sshEndpoints";
import { Identities } from "../src/world/identities";
import { keyTools } from "../src/world/keyTools";
import { seededRandom } from "../src/world/random";
import { newServer } from "../src/world/server";
import { defaultSettings } from "../src/world/settings";
import { World } from "../src/world/world";
import { ManualClock } from "./support/manualClock";
import { logIn, visit } from "./support/sshVisit";

const password = "Secret-1";
const emulators: Emulator[] = [];

afterEach(() => Promise.all(emulators.splice(0).map((emulator) => emulator.close())));

async function start(...ids: string[]): Promise<Emulator> {
  const emulator = await startEmulator({ ssh: true, seed: seedOf(...ids) });
  emulators.push(emulator);
  return emulator;
}

function seedOf(...ids: string[]): { servers: { id: string; rootPassword: string }[] } {
  return { servers: ids.map((id) => ({ id, rootPassword: password })) };
}

/** Ports this process listens on. One that was closed counts until the event loop has come round. */
async function listeners(): Promise<number> {
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  return process.getActiveResourcesInfo().filter((name) => name === "TCPServerWrap").length;
}

async function call<T>({ url }: Emulator, method: string, path: string, body?: object): Promise<T> {
  const headers = { "content-type": "application/json" };
  const sent = body === undefined ? {} : { headers, body: JSON.stringify(body) };
  const reply = await fetch(`${url}/_emulator/${path}`, { method, ...sent });
  expect(reply.status).toBe(200);
  return (await reply.json()) as T;
}

/** How a connection fares: whether it is refused, or what the other side says first. */
async function knock(port: number): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  const said = new Promise<string>((resolve) => {
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? ""));
    socket.once("data", (bytes: Buffer) => resolve(bytes.toString().split("-", 2).join("-")));
    socket.once("end", () => resolve("end"));
  });
  return said.finally(() => socket.destroy());
}

it("without ssh nothing is opened", async () => {
  const before = await listeners();
  const emulator = await startEmulator({ seed: seedOf("a") });
  emulators.push(emulator);
  expect(await listeners()).toBe(before + 1);
  const state = await call<State>(emulator, "GET", "state");
  expect(state.servers[0]).not.toHaveProperty("sshPort");
  expect(state).not.toHaveProperty("sshHostKey");
  await expect(emulator.control.sshPort("a")).rejects.toThrow("without ssh");
});

it("every port in the state can be connected to from the start", async () => {
  const emulator = await start("a", "b");
  const { servers } = await call<State>(emulator, "GET", "state");
  const ports = servers.map(({ sshPort = 0 }) => sshPort);
  expect(new Set(ports).size).toBe(2);
  expect(await Promise.all(ports.map(knock))).toEqual(["SSH-2.0", "SSH-2.0"]);
  expect(emulator.control.state().servers.map(({ sshPort }) => sshPort)).toEqual(ports);
  await expect(emulator.control.sshPort("c")).rejects.toThrow("there is no server c");
});

it("a server that is put there has a port by the time of the answer, and keeps it", async () => {
  const emulator = await start();
  const { sshPort: port = 0 } = await call<ServerView>(emulator, "PUT", "servers/new", { rootPassword: password });
  expect(await knock(port)).toBe("SSH-2.0");
  const stopped = await call<ServerView>(emulator, "PUT", "servers/new", { status: "SHUTOFF" });
  expect(stopped.sshPort).toBe(port);
  expect(await knock(port)).toBe("end");
  const started = await call<ServerView>(emulator, "PUT", "servers/new", { status: "ACTIVE" });
  expect(started.sshPort).toBe(port);
  expect(await visit(port, { password })).toMatchObject({ stdout: "root\n" });
});

it("in code the port of a new server can be waited for", async () => {
  const { control } = await start();
  expect(control.putServer("new", { rootPassword: password }).sshPort).toBeUndefined();
  const port = await control.sshPort("new");
  expect(await visit(port, { password })).toMatchObject({ stdout: "root\n" });
  expect(control.server("new")).toEqual(control.state().servers[0]);
  expect(control.server("new")?.sshPort).toBe(port);
});

it("a reset closes the ports of servers that are gone and keeps those of servers that are there again", async () => {
  const emulator = await start("kept", "gone");
  const [kept, gone] = [await emulator.control.sshPort("kept"), await emulator.control.sshPort("gone")];
  const before = await listeners();
  await call(emulator, "POST", "reset", { seed: seedOf("kept", "new") });
  expect(await knock(gone)).toBe("ECONNREFUSED");
  expect(await emulator.control.sshPort("kept")).toBe(kept);
  expect(await visit(kept, { password })).toMatchObject({ stdout: "root\n" });
  for (let round = 0; round < 20; round += 1) {
    await call(emulator, "POST", "reset", { seed: seedOf(`a-${round}`, `b-${round}`) });
  }
  expect(await listeners()).toBe(before);
});

it("resets in a row, without waiting, leave no port behind", async () => {
  const before = await listeners();
  const emulator = await start("a");
  for (let round = 0; round < 20; round += 1) {
    emulator.control.reset(seedOf(`a-${round}`, `b-${round}`));
  }
  await emulator.control.sshSettled();
  expect(await listeners()).toBe(before + 3);
  emulator.control.reset(seedOf("c"));
  await emulator.close();
  expect(await listeners()).toBe(before);
  emulator.control.putServer("late", {});
  await emulator.control.sshSettled();
  expect(await listeners()).toBe(before);
});

it("a start that fails leaves no port behind", async () => {
  const first = await start();
  const before = await listeners();
  const port = Number(new URL(first.url).port);
  await expect(startEmulator({ ssh: true, seed: seedOf("a", "b"), port })).rejects.toThrow("EADDRINUSE");
  const seed = { keyPairs: [{ name: "k", publicKey: "no key" }] };
  await expect(startEmulator({ ssh: true, seed })).rejects.toThrow("key pair k");
  expect(await listeners()).toBe(before);
});

it("closing ends logins, half-open connections and ports at once", async () => {
  const emulator = await start("a");
  const port = await emulator.control.sshPort("a");
  const client = await logIn(port, { password });
  if (typeof client === "string") {
    throw new Error(client);
  }
  const silent = connect(port, "127.0.0.1");
  silent.on("error", () => undefined);
  await once(silent, "data");
  const ended = Promise.all([
    new Promise<void>((resolve) => client.once("close", () => resolve())),
    new Promise<void>((resolve) => silent.once("close", () => resolve())),
  ]);
  await emulator.close();
  await ended;
  expect(await knock(port)).toBe("ECONNREFUSED");
});

it.each<[string, (string | Buffer)[]]>([
  ["nothing", []],
  ["random bytes", [randomBytes(4000)]],
  ["a request of another protocol", ["GET / HTTP/1.1\r\nhost: a\r\n\r\n"]],
  ["an old version", ["SSH-1.5-old\r\n"]],
  ["a version without end", [`SSH-2.0-${"x".repeat(70_000)}`]],
  ["garbage after the version", ["SSH-2.0-x\r\n", randomBytes(4000)]],
  ["an empty key exchange", ["SSH-2.0-x\r\n", Buffer.from("0000000c0a1400000000000000000000", "hex")]],
  ["an endless packet", ["SSH-2.0-x\r\n", Buffer.from("ffffffff04", "hex"), randomBytes(4000)]],
])("who sends %s, however he leaves, harms nobody else", async (_what, chunks) => {
  const emulator = await start("a");
  const port = await emulator.control.sshPort("a");
  for (const leave of ["end", "destroy", "resetAndDestroy"] as const) {
    const socket = connect(port, "127.0.0.1");
    const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
    socket.on("error", () => undefined);
    await once(socket, "data");
    for (const chunk of chunks) {
      socket.write(chunk);
    }
    socket[leave]();
    await closed;
  }
  expect(await visit(port, { password })).toMatchObject({ stdout: "root\n" });
});

describe("many servers", () => {
  const world = new World({
    clock: new ManualClock(),
    identities: new Identities("here", seededRandom(1)),
    settings: defaultSettings,
    durations: seededRandom(1),
    ids: seededRandom(1),
    keys: keyTools,
  });
  const ids = ["a", "b", "c"];
  ids.forEach((id) => world.servers.set(id, newServer(id, 0)));

  it("get their endpoints at once up to a number, the rest when they are asked for", async () => {
    const endpoints = new SshEndpoints(ssh2, world, "127.0.0.1", 2);
    try {
      endpoints.restart();
      await endpoints.settled();
      expect(ids.map((id) => endpoints.portOf(id) !== undefined)).toEqual([true, true, false]);
      endpoints.open("c");
      await endpoints.settled();
      expect(await knock(endpoints.portOf("c") ?? 0)).toBe("SSH-2.0");
    } finally {
      await endpoints.close();
    }
  });

  it("whose endpoint cannot be opened are told to whoever waits, and are tried again", async () => {
    // Nobody can listen on a link-local address without saying on which link.
    const endpoints = new SshEndpoints(ssh2, world, "fe80::1");
    endpoints.open("a");
    await expect(endpoints.settled()).rejects.toThrow(/^the SSH endpoint of server a cannot be opened: .*listen E/);
    await expect(endpoints.settled()).resolves.toBeUndefined();
    expect(endpoints.portOf("a")).toBeUndefined();
    endpoints.open("a");
    await expect(endpoints.settled()).rejects.toThrow("server a cannot be opened");
    await endpoints.close();
  });
});
