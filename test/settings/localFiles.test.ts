import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  chmodSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { distrustOf, faultOf } from "../../provider/src/settings/fileFault";
import { FileError } from "../../provider/src/settings/files";
import { localFiles } from "../../provider/src/settings/localFiles";
import { temporaryFolder } from "../support/temporaryFolder";
import { errorOf } from "../transport/errorOf";

const folder = temporaryFolder();
const path = (): string => join(folder(), "file");

describe("reading", () => {
  test("a text, nothing, and a link to a text", async () => {
    expect(await localFiles.read(path())).toEqual({ found: "absent" });
    expect(localFiles.readNow(join(path(), "below"))).toEqual({ found: "absent" });
    writeFileSync(path(), "é\n", { mode: 0o600 });
    symlinkSync(path(), `${path()}-link`);
    for (const name of [path(), `${path()}-link`]) {
      expect(localFiles.readNow(name)).toEqual({ found: "text", text: "é\n" });
      expect(await localFiles.read(name)).toEqual({ found: "text", text: "é\n" });
      expect(localFiles.readNow(join(name, "below"))).toEqual({ found: "absent" });
    }
  });

  test("what is no regular file is never waited for", async () => {
    execFileSync("mkfifo", [path()]);
    const socket = join(folder(), "socket");
    const server = createServer().listen(socket);
    try {
      for (const [name, why] of [
        [path(), "is a pipe, not a regular file"],
        ["/dev/zero", "is a device, not a regular file"],
        ["/dev/full", "is a device, not a regular file"],
        [folder(), "is a folder, not a file"],
        [socket, "is a socket, not a regular file"],
      ] as const) {
        expect(localFiles.readNow(name)).toEqual({ found: "unusable", why });
        expect(await localFiles.read(name)).toEqual({ found: "unusable", why });
        expect(await errorOf(localFiles.append(name, "line"))).toEqual(new FileError(why));
        expect(await localFiles.create(name, "text")).toBe("taken");
      }
    } finally {
      server.close();
    }
  });

  test("a huge file is not read", async () => {
    writeFileSync(path(), "");
    truncateSync(path(), 8 * 1024 ** 4);

    expect(localFiles.readNow(path())).toEqual({ found: "unusable", why: "is larger than 1 MiB" });
    expect(await localFiles.read(path())).toEqual({ found: "unusable", why: "is larger than 1 MiB" });
  });

  test("a file of another size than it says, as in /proc, is read to its end", async () => {
    expect(await localFiles.read("/proc/self/status")).toMatchObject({
      text: expect.stringContaining("Pid:") as string,
    });
  });

  test("a link in a circle, and a missing permission", () => {
    symlinkSync(path(), path());

    expect(localFiles.readNow(path())).toEqual({ found: "unusable", why: "is a link that leads in a circle (ELOOP)" });
    expect(faultOf("EACCES")).toBe("may not be opened by this user: permission is missing (EACCES)");
  });

  test.each([
    [0o600, undefined],
    [0o644, undefined],
    [0o620, "can be written by other users (mode 0620)"],
    [0o666, "can be written by other users (mode 0666)"],
  ])("who else may have written a file of mode %o is told", async (mode, distrust) => {
    writeFileSync(path(), "text");
    chmodSync(path(), mode);

    const expected = { found: "text", text: "text", ...(distrust === undefined ? {} : { distrust }) };
    expect(localFiles.readNow(path())).toEqual(expected);
    expect(await localFiles.read(path())).toEqual(expected);
  });

  test("so is another owner, where the system knows owners", () => {
    writeFileSync(path(), "text", { mode: 0o600 });
    const stats = statSync(path());

    expect(distrustOf(stats, stats.uid + 1)).toBe(`belongs to another user (uid ${stats.uid})`);
    expect(distrustOf(stats, undefined)).toBeUndefined();
  });
});

test.each(["k".repeat(255), "\u56e2".repeat(85)])("makes a file of the longest name there is: %s", async (name) => {
  const longest = join(folder(), name);
  expect(await localFiles.create(longest, "text")).toBe("made");
  expect(readdirSync(folder())).toEqual([name]);
});

describe("appending", () => {
  test("makes a file for its owner alone, and adds lines of many at once whole", async () => {
    const lines = Array.from({ length: 50 }, (_, index) => `${index} ${"x".repeat(2000)}`);

    await Promise.all(lines.map((line) => localFiles.append(path(), line)));

    expect(statSync(path()).mode & 0o777).toBe(0o600);
    expect(readFileSync(path(), "utf8").trimEnd().split("\n").sort()).toEqual([...lines].sort());
  });

  test("says in which way it cannot", async () => {
    expect(await errorOf(localFiles.append(join(folder(), "no", "file"), "line"))).toEqual(
      new FileError("its folder does not exist (ENOENT)"),
    );
  });
});

describe("what a killed process has left", () => {
  const leftOver = (pid: number, startedAt: number): string => `.id_ops.${pid}-${startedAt}-${randomUUID()}.tmp`;
  const ownStart = Math.floor(performance.timeOrigin);

  test("is swept, also of a process whose number is in use again, and nothing else is", async () => {
    const dead = [leftOver(4_194_303, 1), leftOver(process.pid, 1), leftOver(4_194_303, 2).replace("_", "\n")];
    const old = leftOver(1, 1);
    const kept = [
      leftOver(process.pid, ownStart),
      leftOver(1, 2),
      "id_ops",
      ".id_ops.tmp",
      ".id_ops.4194303-x.tmp",
      `x${leftOver(4_194_303, 1)}`,
    ];
    [...dead, old, ...kept].forEach((name) => writeFileSync(join(folder(), name), "secret"));
    utimesSync(join(folder(), old), new Date(0), new Date(0));

    await localFiles.sweep(folder());

    expect(readdirSync(folder()).sort()).toEqual(kept.sort());
    await localFiles.sweep(join(folder(), "none"));
  });
});
