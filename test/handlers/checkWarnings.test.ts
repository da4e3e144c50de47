import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EngineLine } from "../../provider/src/handlers/engineLink";
import { handlersOf } from "../../provider/src/handlers/handlers";
import { ProviderProcess } from "../../provider/src/handlers/providerProcess";
import { localFiles } from "../../provider/src/settings/localFiles";
import { systemRuntime } from "../../provider/src/transport/systemRuntime";
import { enough } from "../settings/readWith";
import { environmentOf } from "../support/memoryFiles";
import { newSshKey } from "../support/sshKey";
import { temporaryFolder } from "../support/temporaryFolder";
import { checked } from "../support/inProcess/calledResource";

const folder = temporaryFolder();
let lines: EngineLine[];

/** The handlers of a new process with this configuration, no variables, and the files of this machine. */
function handlersWith(config: Readonly<Record<string, string>>): ReturnType<typeof handlersOf> {
  lines = [];
  const process = new ProviderProcess({
    runtime: systemRuntime(),
    environment: () => ({ ...environmentOf(), files: localFiles }),
    engine: { log: (line) => lines.push(line), endWithEngine: () => undefined },
  });
  void process.configure({ config: { get: (key: string) => config[key] } });
  return handlersOf(process);
}

const warnings = (): string[] => lines.filter(({ severity }) => severity === "warning").map(({ text }) => text);
const urn = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/kps:KeyPairBinding::web";
const binding = (changes: object = {}) => ({ serverId: "s-1", keyPairName: "ops", resourceUrn: urn, ...changes });

describe("a preview", () => {
  test("without any credentials warns once, and refuses nothing", async () => {
    const handlers = handlersWith({ "kps:region": "cn-north-4" });

    const first = checked(await handlers.keyPairBinding.check({}, binding()));
    const second = checked(await handlers.dmsTaskGate.check({}, { instanceId: "i-1", resourceUrn: `${urn}-gate` }));

    expect([...first.failures, ...second.failures]).toEqual([]);
    expect(warnings()).toEqual([
      expect.stringMatching(
        /^nothing can be asked of the service with the present settings: No credentials found/,
      ) as string,
    ]);
  });

  test("with settings says nothing", async () => {
    checked(await handlersWith(enough).keyPairBinding.check({}, binding()));

    expect(lines).toEqual([]);
  });
});

describe("the file of a private key in auth", () => {
  const check = async (auth: unknown, olds: object = {}): Promise<string[]> => {
    const { failures } = checked(await handlersWith(enough).keyPairBinding.check({ ...olds }, binding({ auth })));
    return failures.map(({ property, reason }) => `${property}${reason}`);
  };

  test("that begins with ~, is a folder or a pipe is refused in a preview; one still to come is not", async () => {
    const pipe = join(folder(), "pipe");
    execFileSync("mkfifo", [pipe]);

    expect(await check({ privateKeyFile: "~/.ssh/id_rsa" })).toEqual([
      expect.stringMatching(/^auth: privateKeyFile starts with "~"/) as string,
    ]);
    expect(await check({ privateKeyFile: folder() })).toEqual([`auth: the file ${folder()} is a folder, not a file`]);
    expect(await check({ privateKeyFile: pipe })).toEqual([`auth: the file ${pipe} is a pipe, not a regular file`]);
    expect(await check({ privateKeyFile: join(folder(), "still-to-come") })).toEqual([]);
    expect(warnings()).toEqual([]);
  });

  test("beside another way in, or of a binding that exists, is told only", async () => {
    mkdirSync(join(folder(), "sub"));
    writeFileSync(join(folder(), "id"), newSshKey().privateKey);
    const broken = { privateKeyFile: join(folder(), "sub") };

    expect(await check([broken, { privateKeyFile: join(folder(), "id") }])).toEqual([]);
    expect(warnings()).toEqual([`auth: the file ${broken.privateKeyFile} is a folder, not a file`]);
    expect(await check(broken, binding())).toEqual([]);
    expect(warnings()).toEqual([`auth: the file ${broken.privateKeyFile} is a folder, not a file`]);
  });

  test.each<[string, () => string, string]>([
    ["nothing", () => "", "is empty"],
    ["a public key", () => newSshKey().publicKey, "holds a public key; the private key is needed"],
    ["half a key", () => newSshKey().privateKey.slice(0, 60), "is cut off: its END line is missing"],
    ["the name of a file", () => "/secure/ops.pem", "holds what looks like the path of a file"],
  ])("that holds %s is told in a preview", async (_, text, told) => {
    const file = join(folder(), "id");
    writeFileSync(file, text());

    expect(await check({ privateKeyFile: file })).toEqual([]);
    expect(warnings()).toEqual([expect.stringContaining(told) as string]);
    expect(warnings()).toEqual([expect.stringMatching(`^auth: the file ${file} `) as string]);
  });
});
