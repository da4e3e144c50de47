import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readSchema } from "../../docs/schemaFile";
import { packedPlugin } from "../../release/packedPlugin";
import { pluginTarball } from "../../release/pluginTarball";
import { engineBench, SERVERS, type EngineBench } from "../support/engineBench";
import { languageTools, testWith } from "../support/languageTest";

const PROGRAM = `
name: lifecycle
runtime: yaml
resources:
  one:
    type: kps:KeyPairBinding
    properties: { serverId: ${SERVERS.one}, keyPairName: kp-a, auth: [{ passwordEnv: ROOT_PASSWORD }, { privateKeyEnv: KEY_A }] }
`;

let bench: EngineBench;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kps-tarball-"));
});
afterEach(async () => {
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});

testWith("yaml")("the plugin by itself is installed from its file, and programs need not say where it is", async () => {
  bench = await engineBench({ pulumiYaml: PROGRAM }, { tools: languageTools("yaml") });
  const { stack } = bench;
  const file = pluginTarball(dirname(dirname(packedPlugin(folder))), folder);
  const { version } = readSchema();
  const installed = await stack.run(["plugin", "install", "resource", "kps", version, "--file", file]);
  expect({ ok: installed.ok, text: installed.stderr }).toMatchObject({ ok: true });
  expect((await stack.up()).summary).toEqual({ create: 2 });
  expect((await stack.destroy()).summary).toEqual({ delete: 2 });
});
