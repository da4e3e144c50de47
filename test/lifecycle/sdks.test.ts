import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { readSchema } from "../../docs/schemaFile";
import { generateSdk, type SdkLanguage } from "../../release/generateSdk";
import { packedPlugin } from "../../release/packedPlugin";
import { installedSdk } from "../support/generatedSdk";
import { pythonEnvironment, pythonExecutable, testWith } from "../support/languageTest";

const examples = resolve(__dirname, "../../examples");
const names = Object.keys(readSchema().resources).map((token) => token.replace("kps:index:", ""));

let folder: string;
let plugin: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kps-sdks-"));
  plugin = packedPlugin(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The SDK for a language in a folder of its own. */
async function sdkFor(language: SdkLanguage): Promise<string> {
  const made = await generateSdk(language, plugin, join(folder, "sdk"));
  if (typeof made !== "string") {
    throw new Error(made.refused);
  }
  return made;
}

test("the packed plugin gives an SDK for Node with every resource", async () => {
  const text = readFileSync(join(await sdkFor("nodejs"), "index.ts"), "utf8");
  expect(
    names.filter((name) => !text.includes(`typeof import("./${name[0]?.toLowerCase()}${name.slice(1)}").${name}`)),
  ).toEqual([]);
});

/** Resources that an SDK has no file of its own for. */
async function missingFrom(language: "dotnet" | "java", suffix: string): Promise<string[]> {
  const files = readdirSync(await sdkFor(language), { recursive: true, encoding: "utf8" });
  return names.filter((name) => !files.some((file) => basename(file) === `${name}${suffix}`));
}

testWith("dotnet")("and one for .NET", async () => expect(await missingFrom("dotnet", ".cs")).toEqual([]));

testWith("java")("and one for Java", async () => expect(await missingFrom("java", ".java")).toEqual([]));

testWith("python")("the Python SDK accepts the example and refuses what the schema does not know", async () => {
  const sdk = await sdkFor("python");
  writeFileSync(
    join(folder, "wrong.py"),
    [
      "import pulumi_huaweicloud_kps as kps",
      'kps.KeyPairBinding("a", server_id="s", key_pair_name="k", port="22")',
      'kps.KeyPairBinding("b", server_id="s", key_pair_name="k", on_delete="never")',
      'kps.KeyPairBinding("c", kps.KeyPairBindingArgs(server_id="s"))',
      'kps.KeyPairBinding("d", server_id="s", key_pair_name="k", auth=[kps.AuthArgs(passwort_env="P")])',
      "",
    ].join("\n"),
  );
  const environment = pythonEnvironment(installedSdk(sdk, folder));
  const check = (file: string) =>
    spawnSync(pythonExecutable(), ["-m", "mypy", "--cache-dir", join(folder, "mypy"), file], {
      encoding: "utf8",
      cwd: folder,
      env: { ...process.env, ...environment },
    });
  const good = check(join(examples, "python/__main__.py"));
  expect({ status: good.status, text: good.stdout + good.stderr }).toMatchObject({ status: 0 });
  const wrong = check(join(folder, "wrong.py"));
  const lines = [...wrong.stdout.matchAll(/wrong\.py:(\d+): error/g)].map(([, line]) => Number(line));
  expect({ lines, text: wrong.stdout + wrong.stderr }).toMatchObject({ lines: [2, 3, 4, 5] });
});
