import { createPrivateKey, createPublicKey, sign } from "node:crypto";
import * as ssh2 from "ssh2";
import sshpk from "sshpk";
import { startEmulator, type Emulator } from "../src/index";
import { keyOpens } from "../src/ssh/login";
import { newServer, type Server } from "../src/world/server";
import type { KeyTexts } from "./support/bench";
import { describeWithOpenSsh, openSsh } from "./support/openSsh";
import { keyKinds, newSshKey } from "./support/sshKeys";
import { visit } from "./support/sshVisit";

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ ssh: true, seed: {} });
});

afterAll(() => emulator.close());

/** The port of a server with this key. */
async function serverWith({ publicKey }: KeyTexts): Promise<number> {
  emulator.control.reset({ keyPairs: [{ name: "k", publicKey }], servers: [{ id: "s", keyPairName: "k" }] });
  return emulator.control.sshPort("s");
}

const strangers = { ed25519: newSshKey("ed25519"), rsa: newSshKey("rsa-2048"), ecdsa: newSshKey("ecdsa-p256") };
const keys = keyKinds.map((kind) => {
  const family = kind.startsWith("rsa") ? "rsa" : kind.startsWith("ecdsa") ? "ecdsa" : "ed25519";
  return [kind, newSshKey(kind), strangers[family]] as const;
});

it.each(keys)("ssh2 logs in with %s, and not with another key of that sort", async (_kind, key, other) => {
  const port = await serverWith(key);
  expect(await visit(port, { privateKey: key.privateKey })).toMatchObject({ status: 0, stdout: "root\n" });
  expect(await visit(port, { privateKey: other.privateKey })).toBe("refused");
});

describeWithOpenSsh("OpenSSH", () => {
  it.each(keys)("logs in with %s, and not with another key of that sort", async (_kind, key, other) => {
    const port = await serverWith(key);
    const command = "whoami";
    expect(await openSsh(port, { privateKey: key.privateKey, command })).toMatchObject({ status: 0, stdout: "root\n" });
    expect(await openSsh(port, { privateKey: other.privateKey, command })).toMatchObject({ status: 255, stdout: "" });
  });

  it("recognises the server by the host key in the state", async () => {
    const key = newSshKey();
    const port = await serverWith(key);
    const call = { privateKey: key.privateKey, command: "whoami" };
    const hostKey = emulator.control.state().sshHostKey ?? "";
    expect(await openSsh(port, { ...call, hostKey })).toMatchObject({ status: 0, stdout: "root\n" });
    const foreign = await openSsh(port, { ...call, hostKey: newSshKey().publicKey });
    expect(foreign).toMatchObject({ status: 255, stdout: "" });
    expect(foreign.stderr).toContain("Host key verification failed");
  });
});

describe("a signature", () => {
  const { privateKey } = newSshKey("rsa-2048");
  const pem = createPrivateKey(sshpk.parsePrivateKey(privateKey, "openssh").toString("pkcs8"));
  const line = sshpk.parseKey(createPublicKey(pem).export({ type: "spki", format: "pem" }), "pem").toString("ssh");
  const [algo = "", data = ""] = line.split(" ");
  const server: Server = { ...newServer("s", 0), authorizedKeys: [`${algo} ${data}`] };
  const key = { algo, data: Buffer.from(data, "base64") };
  const blob = Buffer.from("what the client signs");

  it.each(["sha256", "sha512"])("of an RSA key with %s is verified", (hashAlgo) => {
    const signature = sign(hashAlgo, blob, pem);
    expect(keyOpens(ssh2, server, { key, blob, hashAlgo, signature })).toBe(true);
    expect(keyOpens(ssh2, server, { key, blob: Buffer.from("another text"), hashAlgo, signature })).toBe(false);
    expect(keyOpens(ssh2, server, { key, blob, hashAlgo, signature: Buffer.from("nonsense") })).toBe(false);
    expect(keyOpens(ssh2, server, { key, blob, hashAlgo: "no-such-hash", signature })).toBe(false);
  });

  it("is not enough when the key is not on the server", () => {
    const signature = sign("sha256", blob, pem);
    const emptied = { ...server, authorizedKeys: [] };
    expect(keyOpens(ssh2, emptied, { key, blob, hashAlgo: "sha256", signature })).toBe(false);
    expect(keyOpens(ssh2, emptied, { key })).toBe(false);
    expect(keyOpens(ssh2, server, { key })).toBe(true);
  });

  it("cannot be had for a key nobody can read", () => {
    const broken = { algo: "ssh-ed25519", data: Buffer.from("broken") };
    const careless = { ...server, authorizedKeys: [`ssh-ed25519 ${broken.data.toString("base64")}`] };
    expect(keyOpens(ssh2, careless, { key: broken, blob, signature: Buffer.alloc(64) })).toBe(false);
  });
});
