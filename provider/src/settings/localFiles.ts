import { closeSync, constants, fstatSync, openSync, readSync, statSync, type Stats } from "node:fs";
import { link, open, realpath, rename, stat, unlink, type FileHandle } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { codeOf, distrustOf, faultOf, kindFault } from "./fileFault";
import { FileError, type Files, type FileText } from "./files";
import { sweepUnfinished, unfinishedPath } from "./unfinishedFile";

/** Key files and profiles have a few KB. */
const LARGEST_BYTES = 1024 * 1024;

/** A pipe that took the place of a file between two looks is not waited for either; Windows knows no such flags. */
const NO_WAIT = process.platform === "win32" ? 0 : constants.O_NONBLOCK | constants.O_NOCTTY;
const READ = constants.O_RDONLY | NO_WAIT;
const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | NO_WAIT;

/** The files of this machine. */
export const localFiles: Files = {
  readNow: (path) => {
    let file: number | undefined;
    try {
      const fault = readFault(statSync(path));
      if (fault !== undefined) {
        return { found: "unusable", why: fault };
      }
      file = openSync(path, READ);
      const stats = fstatSync(file);
      const bytes = Buffer.alloc(LARGEST_BYTES + 1);
      return readFault(stats) === undefined
        ? textOf(bytes.subarray(0, readSync(file, bytes)), stats)
        : { found: "unusable", why: "changed while it was read" };
    } catch (error) {
      return unread(error);
    } finally {
      if (file !== undefined) {
        closeSync(file);
      }
    }
  },

  read: async (path) => {
    let file: FileHandle | undefined;
    try {
      const fault = readFault(await stat(path));
      if (fault !== undefined) {
        return { found: "unusable", why: fault };
      }
      file = await open(path, READ);
      const stats = await file.stat();
      const { buffer, bytesRead } = await file.read(Buffer.alloc(LARGEST_BYTES + 1));
      return readFault(stats) === undefined
        ? textOf(buffer.subarray(0, bytesRead), stats)
        : { found: "unusable", why: "changed while it was read" };
    } catch (error) {
      return unread(error);
    } finally {
      await file?.close();
    }
  },

  realPath: async (path) => {
    const real = await realpath(path).catch(() =>
      realpath(dirname(path)).then(
        (folder) => join(folder, basename(path)),
        () => path,
      ),
    );
    const { dev, ino, nlink } = await stat(real).catch(() => ({ dev: 0, ino: 0, nlink: 0 }));
    return nlink > 1 ? `file ${ino} of device ${dev}` : real;
  },

  exists: async (path) =>
    stat(path).then(
      () => true,
      () => false,
    ),

  create: async (path, text) => {
    const temporary = unfinishedPath(path);
    try {
      try {
        await writeSynced(temporary, text);
        await giveName(temporary, path);
      } finally {
        await unlink(temporary).catch(() => undefined);
      }
      await syncFolder(dirname(path));
      return "made";
    } catch (error) {
      if (codeOf(error) === "EEXIST") {
        return "taken";
      }
      throw new FileError(faultOf(codeOf(error)));
    }
  },

  append: async (path, line) => {
    const bytes = Buffer.from(`${line}\n`);
    let file: FileHandle | undefined;
    try {
      const before = await stat(path).catch(() => undefined);
      const fault = before === undefined ? undefined : kindFault(before);
      if (fault !== undefined) {
        throw new FileError(fault);
      }
      file = await open(path, APPEND, 0o600);
      if (kindFault(await file.stat()) !== undefined) {
        throw new FileError("is not a regular file");
      }
      const { bytesWritten } = await file.write(bytes);
      if (bytesWritten < bytes.length) {
        throw new FileError(`took only ${bytesWritten} of ${bytes.length} bytes`);
      }
    } catch (error) {
      throw error instanceof FileError ? error : new FileError(faultOf(codeOf(error)));
    } finally {
      await file?.close();
    }
  },

  sweep: sweepUnfinished,
};

function readFault(stats: Stats): string | undefined {
  const fault = kindFault(stats);
  return fault === undefined && stats.size > LARGEST_BYTES ? "is larger than 1 MiB" : fault;
}

function textOf(bytes: Buffer, stats: Stats): FileText {
  if (bytes.length > LARGEST_BYTES) {
    return { found: "unusable", why: "is larger than 1 MiB" };
  }
  const distrust = distrustOf(stats, process.getuid?.());
  return { found: "text", text: bytes.toString("utf8"), ...(distrust === undefined ? {} : { distrust }) };
}

function unread(error: unknown): FileText {
  const code = codeOf(error);
  return code === "ENOENT" || code === "ENOTDIR" ? { found: "absent" } : { found: "unusable", why: faultOf(code) };
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** What file systems answer that have no links, or cannot sync a folder: FAT, many network shares and those of user programs. */
const UNSUPPORTED = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EINVAL"]);

/** A link, unlike a rename, never replaces a file that somebody made meanwhile. Where there are none, the name is taken first. */
async function giveName(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    if (!UNSUPPORTED.has(codeOf(error))) {
      throw error;
    }
    await (await open(path, "wx", 0o600)).close();
    await rename(temporary, path);
  }
}

/** Puts the name on disk too, where the file system can do that for a folder. */
async function syncFolder(path: string): Promise<void> {
  // Windows cannot open folders.
  const folder = await open(path, "r").catch(() => undefined);
  try {
    await folder?.sync().catch((error: unknown) => {
      if (!UNSUPPORTED.has(codeOf(error))) {
        throw error;
      }
    });
  } finally {
    await folder?.close();
  }
}
