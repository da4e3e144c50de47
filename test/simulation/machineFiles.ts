import type { Files, FileText } from "../../provider/src/settings/files";

/** The files of the machine that the person works on: they outlive every process. Nothing of the real machine is touched. */
export class MachineFiles implements Files {
  readonly #texts = new Map<string, string>();

  /** What is written there; undefined when there is no such file. */
  textOf(path: string): string | undefined {
    return this.#texts.get(path);
  }

  readonly readNow = (path: string): FileText => {
    const text = this.#texts.get(path);
    return text === undefined ? { found: "absent" } : { found: "text", text };
  };

  readonly read = (path: string): Promise<FileText> => Promise.resolve(this.readNow(path));

  readonly exists = (path: string): Promise<boolean> => Promise.resolve(this.#texts.has(path));

  readonly create = (path: string, text: string): Promise<"made" | "taken"> => {
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
}
