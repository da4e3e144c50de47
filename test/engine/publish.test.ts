import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../support/temporaryFolder";
import type { Refusal } from "./cli";
import { writeExecutable, writeFakeCli } from "./fakeCli";
import { publish } from "./publish";

const folder = temporaryFolder();
const target = (): string => join(folder(), "3.250.0");

async function fillWithCli(staging: string): Promise<undefined> {
  await writeFakeCli(join(staging, "bin"), "3.250.0");
}

test("a filled folder appears under its final name and nothing else is left", async () => {
  expect(await publish(target(), fillWithCli)).toEqual({ version: "3.250.0" });
  expect(await readdir(folder())).toEqual(["3.250.0"]);
});

test("a refusal leaves nothing behind", async () => {
  const refuse = (): Promise<Refusal> => Promise.resolve({ refused: "no network" });
  expect(await publish(target(), refuse)).toEqual({ refused: "no network" });
  expect(await readdir(folder())).toEqual([]);
});

test("what does not work is not published", async () => {
  const fillWithHalf = (staging: string): Promise<undefined> =>
    writeFakeCli(join(staging, "bin"), "3.250.0", ["pulumi"]).then(() => undefined);
  expect(await publish(target(), fillWithHalf)).toHaveProperty("refused");
  expect(await readdir(folder())).toEqual([]);
});

test("takes what another process has put there meanwhile", async () => {
  const fillAndLose = async (staging: string): Promise<undefined> => {
    await fillWithCli(staging);
    await writeFakeCli(join(target(), "bin"), "3.249.0");
  };
  expect(await publish(target(), fillAndLose)).toEqual({ version: "3.249.0" });
  expect(await readdir(folder())).toEqual(["3.250.0"]);
});

test("replaces a cached CLI that does not work", async () => {
  await writeExecutable(join(target(), "bin/pulumi"), "exit 1");
  expect(await publish(target(), fillWithCli)).toEqual({ version: "3.250.0" });
});

test("removes what a killed build has left and keeps what a living one is filling", async () => {
  const gone = 2 ** 30;
  await mkdir(`${target()}.${gone}`);
  await mkdir(`${target()}.${process.ppid}`);
  await publish(target(), fillWithCli);
  expect((await readdir(folder())).sort()).toEqual(["3.250.0", `3.250.0.${process.ppid}`]);
});
