import type { Environment } from "../../provider/src/settings/environment";
import { FileError, type Files, type FileText } from "../../provider/src/settings/files";

/** Files that are nowhere but in a table, by their path; what a write makes is put there. */
export function memoryFiles(texts: Record<string, string> = {}): Files {
  const readNow = (path: string): FileText => {
    const text = texts[path];
    return text === undefined ? { found: "absent" } : { found: "text", text };
  };
  return {
    readNow,
    read: (path) => Promise.resolve(readNow(path)),
    realPath: (path) => Promise.resolve(path),
    exists: (path) => Promise.resolve(texts[path] !== undefined),
    create: (path, text) => {
      if (texts[path] !== undefined) {
        return Promise.resolve("taken");
      }
      texts[path] = text;
      return Promise.resolve("made");
    },
    append: (path, line) => {
      if (path.endsWith("/")) {
        return Promise.reject(new FileError("is a folder (EISDIR)"));
      }
      texts[path] = `${texts[path] ?? ""}${line}\n`;
      return Promise.resolve();
    },
    sweep: () => Promise.resolve(),
  };
}

/** An environment of variables and files alone, of a user with a home, in a project's own folder. */
export function environmentOf(
  variables: Record<string, string | undefined> = {},
  texts: Record<string, string> = {},
): Environment {
  return {
    variables,
    files: memoryFiles(texts),
    homeDirectory: "/home/alice",
    workingDirectory: "/work/project",
    projectDirectory: "/work/project",
  };
}
