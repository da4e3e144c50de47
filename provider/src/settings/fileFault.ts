import type { Stats } from "node:fs";

/** The system's word for what went wrong with a file, such as EACCES. */
export function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string"
    ? error.code
    : "unknown error";
}

/** What a code means, as what follows the name of the file. */
export function faultOf(code: string): string {
  const meaning: Readonly<Record<string, string>> = {
    EACCES: "may not be opened by this user: permission is missing",
    EPERM: "may not be opened by this user: permission is missing",
    EISDIR: "is a folder",
    ELOOP: "is a link that leads in a circle",
    ENOENT: "its folder does not exist",
    ENOTDIR: "what should be its folder is a file",
    EROFS: "is on a file system that cannot be written to",
    ENOSPC: "cannot be written: there is no space left",
    EDQUOT: "cannot be written: there is no space left for this user",
    ENAMETOOLONG: "has a name that is too long",
    ENXIO: "is not a regular file",
    ERR_INVALID_ARG_VALUE: "has a name that no file can have: there is a NUL character in it",
  };
  return `${meaning[code] ?? "cannot be used"} (${code})`;
}

/** Why something is not a regular file, in such words; undefined when it is one. */
export function kindFault(stats: Stats): string | undefined {
  if (stats.isFile()) {
    return undefined;
  }
  if (stats.isDirectory()) {
    return "is a folder, not a file";
  }
  if (stats.isFIFO()) {
    return "is a pipe, not a regular file";
  }
  return stats.isSocket() ? "is a socket, not a regular file" : "is a device, not a regular file";
}

/**
 * Why somebody else than this user may have written a file, in such words; undefined when nobody can have, and where the
 * system does not tell.
 */
export function distrustOf(stats: Stats, userId: number | undefined): string | undefined {
  if (userId === undefined) {
    return undefined;
  }
  if (stats.uid !== userId) {
    return `belongs to another user (uid ${stats.uid})`;
  }
  const mode = stats.mode & 0o777;
  return (mode & 0o022) === 0 ? undefined : `can be written by other users (mode 0${mode.toString(8)})`;
}
