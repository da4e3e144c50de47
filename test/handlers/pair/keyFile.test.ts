import { chmodSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { newSshKey } from "../../support/sshKey";
import { temporaryFolder } from "../../support/temporaryFolder";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { KEY_PAIR_URN } from "../../support/inProcess/calledKeyPair";

let bench: InProcessBench;
const folder = temporaryFolder();
const path = (): string => join(folder(), "id");
const inputs = (changes: object = {}) => ({ name: "ops", algorithm: "ed25519", privateKeyFile: path(), ...changes });

beforeEach(() => {
  bench = inProcessBench({ seed: {} });
});

const warnings = (): string[] => bench.lines.filter(({ severity }) => severity === "warning").map(({ text }) => text);

async function faults(news: object, olds: object = {}): Promise<string[]> {
  const result = await bench.pair.check({ ...olds }, { ...news });
  return result.failures.map(({ property, reason }) => {
    // The engine would print the value of a property that is named to it.
    expect(property).toBe("");
    return reason;
  });
}

describe("before anything is created", () => {
  test("a folder, a pipe, another text, a key of another kind and one that others may have put there are told", async () => {
    mkdirSync(join(folder(), "sub"));
    expect(await faults(inputs({ privateKeyFile: join(folder(), "sub") }))).toEqual([
      expect.stringMatching(/^privateKeyFile: is a folder, not a file; .*another privateKeyFile$/) as string,
    ]);
    execFileSync("mkfifo", [path()]);
    expect(await faults(inputs())).toEqual([expect.stringContaining("is a pipe, not a regular file") as string]);
    rmSync(path());
    writeFileSync(path(), "shopping list");
    expect(await faults(inputs())).toEqual([expect.stringContaining("holds no private key") as string]);
    writeFileSync(path(), newSshKey().privateKey);
    expect(await faults(inputs({ algorithm: "rsa-2048" }))).toEqual([
      expect.stringContaining("another kind") as string,
    ]);
    chmodSync(path(), 0o666);
    expect(await faults(inputs())).toEqual([expect.stringContaining("can be written by other users") as string]);
    chmodSync(path(), 0o600);
    expect(await faults(inputs())).toEqual([]);
  });

  test("what another key pair of the program has, in this process or another one of the run, is refused", async () => {
    const other = `${KEY_PAIR_URN}-other`;
    expect(await faults(inputs())).toEqual([]);
    expect(await faults(inputs())).toEqual([]);
    expect(await faults(inputs({ resourceUrn: other }))).toEqual([
      expect.stringContaining(`is the file of ${KEY_PAIR_URN} as well; a file holds one private key`) as string,
    ]);

    const elsewhere = join(folder(), "elsewhere");
    await bench.otherProcess.declareKeyFile({ path: elsewhere, urn: other });
    expect(await faults(inputs({ privateKeyFile: elsewhere }))).toEqual([expect.stringContaining(other) as string]);
  });

  test("the file of another key pair is refused through a link to its folder as well", async () => {
    mkdirSync(join(folder(), "keys"));
    symlinkSync(join(folder(), "keys"), join(folder(), "alias"));
    expect(await faults(inputs({ privateKeyFile: join(folder(), "keys", "id") }))).toEqual([]);

    const linked = inputs({ privateKeyFile: join(folder(), "alias", "id"), resourceUrn: `${KEY_PAIR_URN}-other` });
    expect(await faults(linked)).toEqual([expect.stringContaining(`is the file of ${KEY_PAIR_URN} as well`) as string]);
  });

  test("so is a second name of the file itself", async () => {
    writeFileSync(path(), newSshKey().privateKey, { mode: 0o600 });
    linkSync(path(), join(folder(), "second"));
    expect(await faults(inputs())).toEqual([]);

    const second = inputs({ privateKeyFile: join(folder(), "second"), resourceUrn: `${KEY_PAIR_URN}-other` });
    expect(await faults(second)).toEqual([expect.stringContaining(`is the file of ${KEY_PAIR_URN} as well`) as string]);
  });

  test("what a killed process left beside the file is removed", async () => {
    writeFileSync(join(folder(), `.id.4194303-1-${"0".repeat(8)}-0000-0000-0000-${"0".repeat(12)}.tmp`), "secret");

    await faults(inputs());

    expect(readdirSync(folder())).toEqual([]);
  });
});

describe("a file that is gone", () => {
  test.each([
    ["the only copy", {}, /it was the only copy, so servers that have "ops" cannot be entered/],
    ["exposed", { exposePrivateKey: true }, /the output privateKey still holds it/],
    ["hosted", { keyProtection: { encryption: { type: "default" } } }, /KPS still hosts it/],
  ])("is warned of by up and by refresh, with what it means: %s", async (_, more, meaning) => {
    const state = await bench.pair.up(inputs(more));
    expect(await bench.pair.up(inputs(more), state)).toEqual(state);
    expect(warnings()).toEqual([]);
    renameSync(path(), `${path()}-away`);

    expect((await bench.pair.up(inputs(more), state)).outputs).toEqual(state.outputs);
    expect(warnings()).toEqual([expect.stringMatching(meaning) as string]);
    const refreshed = await bench.pair.refresh(state);

    expect(warnings()).toHaveLength(2);
    expect(refreshed?.outputs).toEqual(state.outputs);
  });

  test.each<[string, () => void, string]>([
    ["emptied", () => writeFileSync(path(), ""), "is no longer in {} (the file is empty): it was the only copy"],
    [
      "cut off",
      () => writeFileSync(path(), "-----BEGIN PRIVATE KEY-----\nMC4"),
      "is no longer in {} (the file holds a private key that is cut off: its END line is missing): it was",
    ],
    [
      "taken by another key",
      () => writeFileSync(path(), newSshKey().privateKey),
      "is no longer in {} (the file holds another private key): it was the only copy",
    ],
    [
      "replaced by a folder",
      () => {
        rmSync(path());
        mkdirSync(path());
      },
      "cannot be read: the file {} is a folder, not a file",
    ],
  ])("so is one that was %s", async (_, change, told) => {
    const state = await bench.pair.up(inputs());
    change();

    expect((await bench.pair.up(inputs(), state)).outputs).toEqual(state.outputs);
    expect(warnings()).toEqual([expect.stringContaining(told.replace("{}", path())) as string]);
    await bench.pair.refresh(state);
    expect(warnings()).toHaveLength(2);
  });

  test("of a pair whose name or file changes it says nothing: that says it itself", async () => {
    const state = await bench.pair.up(inputs());
    renameSync(path(), `${path()}-away`);

    await expect(bench.pair.up(inputs({ privateKeyFile: join(folder(), "new") }), state)).rejects.toThrow(
      "does not exist",
    );
    expect(warnings()).toEqual([]);
  });
});
