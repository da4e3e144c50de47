import type { Client, ClientChannel } from "ssh2";
import { startEmulator, type Emulator } from "../src/index";
import type { KeyTexts } from "./support/bench";
import { describeWithOpenSsh, openSsh } from "./support/openSsh";
import { newSshKey } from "./support/sshKeys";
import { logIn, run, typeInto, visit, type Visit } from "./support/sshVisit";

const key: KeyTexts = newSshKey("ed25519", "somebody@somewhere");
let emulator: Emulator;
let client: Client;

beforeAll(async () => {
  const seed = {
    keyPairs: [{ name: "k", publicKey: key.publicKey }],
    servers: [{ id: "s", name: "web-1", keyPairName: "k" }],
  };
  emulator = await startEmulator({ ssh: true, seed });
  const opened = await logIn(await emulator.control.sshPort("s"), { privateKey: key.privateKey });
  if (typeof opened === "string") {
    throw new Error(opened);
  }
  client = opened;
});

afterAll(async () => {
  client.end();
  await emulator.close();
});

const id = "uid=0(root) gid=0(root) groups=0(root)\n";
const keyLine = `${key.publicKey}\n`;

it.each<[string, Partial<Visit>]>([
  ["id", { stdout: id }],
  ["id -u", { stdout: "0\n" }],
  ["id -un", { stdout: "root\n" }],
  ["id constructor", { stderr: "id: only -u and -un are known here\n", status: 1 }],
  ["whoami", { stdout: "root\n" }],
  ["hostname", { stdout: "web-1\n" }],
  ["uname", { stdout: "Linux\n" }],
  ["uname -sn", { stdout: "Linux web-1\n" }],
  ["uname -a", { stdout: "Linux web-1 5.15.0-emulated #1 SMP x86_64 GNU/Linux\n" }],
  ["uname -x", { stderr: "uname: invalid option -- 'x'\n", status: 1 }],
  ["echo  one   two", { stdout: "one two\n" }],
  [`echo 'one   $two' "a \\"b\\" c" d\\ e ""`, { stdout: 'one   $two a "b" c d e \n' }],
  ["echo -n end", { stdout: "end" }],
  ["cat /root/.ssh/authorized_keys", { stdout: keyLine }],
  ["cat ~/.ssh/authorized_keys", { stdout: keyLine }],
  ["cat .ssh/authorized_keys", { stdout: keyLine }],
  ["cat /etc/passwd", { stderr: "cat: /etc/passwd: No such file or directory\n", status: 1 }],
  ["true", {}],
  ["false", { status: 1 }],
  ["exit 7", { status: 7 }],
  ["exit 256", { status: 0 }],
  ["false; exit", { status: 1 }],
  ["exit soon", { stderr: "sh: exit: Illegal number: soon\n", status: 2 }],
  ["exit 3; whoami", { status: 3 }],
  ["whoami; hostname", { stdout: "root\nweb-1\n" }],
  ["whoami\nhostname\n", { stdout: "root\nweb-1\n" }],
  ["true && whoami", { stdout: "root\n" }],
  ["false && whoami", { status: 1 }],
  ["false || whoami", { stdout: "root\n" }],
  ["true || whoami && hostname", { stdout: "web-1\n" }],
  ["reboot now", { stderr: "sh: reboot: not found\n", status: 127 }],
  ["constructor", { stderr: "sh: constructor: not found\n", status: 127 }],
  ["nope; whoami", { stdout: "root\n", stderr: "sh: nope: not found\n" }],
  ["", {}],
  ...["|", "&", ">", "<", "$", "`", "(", "'"].map((sign): [string, Partial<Visit>] => [
    `whoami ${sign} x`,
    { stderr: `sh: this shell is made up and does not know ${sign}\n`, status: 2 },
  ]),
])("the answer to %j is made up", async (command, answer) => {
  expect(await run(client, command)).toEqual({ status: 0, stdout: "", stderr: "", ...answer });
});

it("authorized_keys shows the keys of the moment", async () => {
  const other = newSshKey("ecdsa-p256", "other");
  emulator.control.reset({
    keyPairs: [{ name: "other", publicKey: other.publicKey }],
    servers: [{ id: "s", rootPassword: "p" }],
  });
  const opened = await logIn(await emulator.control.sshPort("s"), { password: "p" });
  if (typeof opened === "string") {
    throw new Error(opened);
  }
  const show = async (): Promise<string> => (await run(opened, "cat ~/.ssh/authorized_keys")).stdout;
  expect(await show()).toBe("");
  emulator.control.putServer("s", { keyPairName: "other" });
  expect(await show()).toBe(`${other.publicKey}\n`);
  opened.end();
});

describe("a shell", () => {
  const inShell = async (terminal: boolean, typed: string): Promise<Visit> => {
    emulator.control.reset();
    const opened = await logIn(await emulator.control.sshPort("s"), { privateKey: key.privateKey });
    if (typeof opened === "string") {
      throw new Error(opened);
    }
    return typeInto(opened, terminal, typed).finally(() => opened.end());
  };
  const prompt = "root@web-1:~# ";

  it("without a terminal answers lines and nothing else", async () => {
    const seen = await inShell(false, "whoami\n\nnope\nexit 4\nwhoami\n");
    expect(seen).toEqual({ status: 4, stdout: "root\n", stderr: "sh: nope: not found\n" });
  });

  it("in a terminal shows a prompt and what is typed", async () => {
    const seen = await inShell(true, "whoami\rnope\rexit\r");
    const stdout = `${prompt}whoami\r\nroot\r\n${prompt}nope\r\nsh: nope: not found\r\n${prompt}exit\r\n`;
    expect(seen).toEqual({ status: 127, stdout, stderr: "" });
  });

  it("in a terminal knows backspace, Ctrl-C, Ctrl-D, and passes over arrows", async () => {
    const seen = await inShell(true, "é\x7f\x7fwhoamx\x7fi\x1b[A\rfalse\x03\x04");
    const typed = `é\b \bwhoamx\b \bi\r\nroot\r\n${prompt}false^C\r\n${prompt}`;
    expect(seen).toEqual({ status: 0, stdout: `${prompt}${typed}`, stderr: "" });
  });

  it.each<[string, (opened: Client, channel: ClientChannel) => unknown]>([
    ["closes the session", (_opened, channel) => channel.close()],
    ["cuts the connection", (opened) => opened.destroy()],
  ])("survives a client that %s in the middle of a line", async (_way, leave) => {
    emulator.control.reset();
    const port = await emulator.control.sshPort("s");
    const opened = await logIn(port, { privateKey: key.privateKey });
    if (typeof opened === "string") {
      throw new Error(opened);
    }
    await new Promise<void>((resolve, reject) => {
      opened.shell(false, (error, channel) => {
        if (error !== undefined) {
          reject(error);
          return;
        }
        channel.on("close", () => resolve()).resume();
        channel.write("whoami; nope");
        leave(opened, channel);
      });
    });
    opened.end();
    expect(await visit(port, { privateKey: key.privateKey })).toMatchObject({ stdout: "root\n" });
  });

  it("answers every line of many megabytes sent at once", async () => {
    emulator.control.reset();
    const opened = await logIn(await emulator.control.sshPort("s"), { privateKey: key.privateKey });
    if (typeof opened === "string") {
      throw new Error(opened);
    }
    const line = "x".repeat(20_000);
    // Twice what a channel takes before somebody reads.
    const seen = await typeInto(opened, false, `${`echo ${line}\n`.repeat(200)}exit\n`);
    expect(seen.stdout === `${line}\n`.repeat(200)).toBe(true);
    opened.end();
  });

  it("ends at a line that never ends", async () => {
    expect(await inShell(false, "x".repeat(100_000))).toEqual({ status: 0, stdout: "", stderr: "" });
  });
});

describeWithOpenSsh("OpenSSH", () => {
  const call = async (rest: { command?: string; input?: string; flags?: string[] }): Promise<Visit> => {
    emulator.control.reset();
    return openSsh(await emulator.control.sshPort("s"), { privateKey: key.privateKey, ...rest });
  };

  it("gets output, errors and the status of a command", async () => {
    const seen = await call({ command: "cat ~/.ssh/authorized_keys; nope; exit 9" });
    expect(seen).toEqual({ status: 9, stdout: keyLine, stderr: "sh: nope: not found\n" });
  });

  it("gets the answer to a command that reads none of what is sent along", async () => {
    const seen = await call({ command: "whoami", input: "x".repeat(5_000_000) });
    expect(seen).toEqual({ status: 0, stdout: "root\n", stderr: "" });
  });

  it("has a shell read its stdin", async () => {
    expect(await call({ input: "hostname\nfalse\nwhoami" })).toEqual({
      status: 0,
      stdout: "web-1\nroot\n",
      stderr: "",
    });
  });

  it("has a shell in a terminal", async () => {
    const seen = await call({ flags: ["-tt"], input: "whoami\nexit 5\n" });
    const stdout = "root@web-1:~# whoami\r\nroot\r\nroot@web-1:~# exit 5\r\n";
    expect(seen).toEqual({ status: 5, stdout, stderr: "" });
  });

  it.each([
    ["a file transfer", ["-s"], "sftp"],
    ["a connection onwards", ["-W", "127.0.0.1:22"], undefined],
  ])("is refused %s", async (_what, flags, command) => {
    const seen = await call({ flags, ...(command === undefined ? {} : { command }) });
    expect(seen).toMatchObject({ status: 255, stdout: "" });
  });
});
