/** What reading a file came to. `why` ends a sentence that begins with the file, and repeats nothing that stands in it. */
export type FileText =
  | {
      readonly found: "text";
      readonly text: string;
      /** Why somebody else may have put it there, in such words too; absent when only this user can have. */
      readonly distrust?: string;
    }
  | { readonly found: "absent" }
  | { readonly found: "unusable"; readonly why: string };

/** A file could not be written; the message follows the name of the file and a colon. */
export class FileError extends Error {
  override readonly name = "FileError";
}

/**
 * The files of this machine, as far as they are regular ones: no pipe and no device is ever waited for or opened, and
 * nothing that is larger than the files it is for is read.
 */
export interface Files {
  /** Reads a text of at most 1 MiB without giving way to anything else; never throws. */
  readNow(path: string): FileText;
  /** Reads a text of at most 1 MiB; never rejects. */
  read(path: string): Promise<FileText>;
  /**
   * Where a path leads once links are followed, also that of a file which is not there yet; of a file that has several names
   * a text that is the same for each. Never rejects.
   */
  realPath(path: string): Promise<string>;
  /** Whether there is anything of that name; never rejects. */
  exists(path: string): Promise<boolean>;
  /**
   * Makes a file that only this user can read: complete or not at all, on disk when it resolves, never over another.
   * Resolves to "taken", with nothing touched, when there is something of that name.
   * Rejects with FileError.
   */
  create(path: string, text: string): Promise<"made" | "taken">;
  /**
   * Adds a line in one write to the end of a file, which is made for this user alone if it is not there.
   * Rejects with FileError.
   */
  append(path: string, line: string): Promise<void>;
  /** Removes what `create` left in a folder when its process was killed; never rejects. */
  sweep(folder: string): Promise<void>;
}
