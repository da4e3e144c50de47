import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import type * as promises from "node:fs/promises";
import { join } from "node:path";
import type { Files } from "../../provider/src/settings/files";
import type * as module from "../../provider/src/settings/localFiles";
import { temporaryFolder } from "../support/temporaryFolder";

const fails = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));

let localFiles: Files;

// Of the file systems at hand none is without links.
beforeAll(() => {
  const real = jest.requireActual<typeof promises>("node:fs/promises");
  const open: typeof real.open = async (path, flags, mode) => {
    const file = await real.open(path, flags, mode);
    return flags === "r" ? Object.assign(file, { sync: fails("EINVAL") }) : file;
  };
  jest.doMock("node:fs/promises", () => ({ ...real, link: fails("EPERM"), open }));
  ({ localFiles } = jest.requireActual<typeof module>("../../provider/src/settings/localFiles"));
});

const folder = temporaryFolder();
const path = (): string => join(folder(), "file");

test("a file is made whole and for this user alone where there are no links and folders cannot be synced", async () => {
  expect(await localFiles.create(path(), "text")).toBe("made");
  expect(readFileSync(path(), "utf8")).toBe("text");
  expect(statSync(path()).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder())).toEqual(["file"]);
});

test("one that is there is left alone there too", async () => {
  writeFileSync(path(), "theirs");
  expect(await localFiles.create(path(), "text")).toBe("taken");
  expect(readFileSync(path(), "utf8")).toBe("theirs");
  expect(readdirSync(folder())).toEqual(["file"]);
});
