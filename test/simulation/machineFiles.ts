import { FileError, type Files, type FileText } from "../../provider/src/settings/files";
import type { FileTrouble } from "./plan";

/** Where the person keeps private keys. */
export const keyFolder = "/home/person/";

/** The files of the machine that the person works on: they outlive every process. Nothing of the real machine is touched. */
export class MachineFiles implements Files {
  readonly #texts = new Map<string, string>();
  /** What is wrong with the folder of the private keys now. */
  trouble: FileTrouble | undefined;

  /** What is written there; undefined when there is no such file. */
  textOf(path: string): string | undefined {
    return this.#texts.get(path);
  }

  readonly readNow = (path: string): FileText => {
    if (this.#isTroubled(path, "unreadable")) {
      return { found: "unusable", why: "cannot be read (EACCES)" };
    }
    const text = this.#texts.get(path);
    return text === undefined ? { found: "absent" } : { found: "text", text };
  };

  readonly read = (path: string): Promise<FileText> => Promise.resolve(this.readNow(path));

  readonly realPath = (path: string): Promise<string> => Promise.resolve(path);

  readonly exists = (path: string): Promise<boolean> => Promise.resolve(this.#texts.has(path));

  readonly create = (path: string, text: string): Promise<"made" | "taken"> => {
    if (this.#isTroubled(path, "unwritable")) {
      return Promise.reject(new FileError("cannot be written (ENOSPC)"));
    }
    if (this.#texts.has(path)) {
      return Promise.resolve("taken");
    }
    this.#texts.set(path, text);
    return Promise.resolve("made");
  };

  readonly append = (path: string, line: string): Promise<void> => {
    this.#texts.set(path, `${this.#texts.get(path) ?? ""}${line}\n`);
    return Promise.resolve();
  };

  readonly sweep = (): Promise<void> => Promise.resolve();

  #isTroubled(path: string, trouble: FileTrouble): boolean {
    return this.trouble === trouble && path.startsWith(keyFolder);
  }
}
