import { readFileSync } from "node:fs";
import { mkdir, realpath, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { stub } from "../../provider/src/resources/stub";
import { evaluateStub } from "../support/evaluateStub";
import { stubText } from "../support/stubText";
import { temporaryFolder } from "../support/temporaryFolder";

const METHODS = ["check", "diff", "create", "read", "update", "delete"];
const PACKAGE = "pulumi-huaweicloud-kps";

describe.each([
  ["keyPairBinding", `new kps.KeyPairBinding("b", { serverId: "s", keyPairName: "k", auth: { password: "secret" } });`],
  ["keyPair", `new kps.KeyPair("p", { name: "p", privateKeyFile: "/nowhere", exposePrivateKey: true });`],
  ["keyPairFleet", `new kps.KeyPairFleet("f", { servers: ["s"], keyPairName: "k", auth: { password: "secret" } });`],
  ["dmsTaskGate", `new kps.DmsTaskGate("g", { instanceId: "i", since: new Date(), onFailed: "report" });`],
])("the stub of %s", (name, declaration) => {
  it("is the text that state of every release holds", async () => {
    const text = await stubText(declaration);
    expect(text).toBe(readFileSync(join(__dirname, `${name}.stub.golden.txt`), "utf8"));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_900);
  });
});

describe("the runtime is found", () => {
  const root = temporaryFolder();

  it.each<[string, string, Readonly<Record<string, string>>]>([
    ["beside the program", "", { [`node_modules/${PACKAGE}`]: "runtime" }],
    ["in a folder above, as in a workspace", "stacks/prod", { [`node_modules/${PACKAGE}`]: "runtime" }],
    [
      "in pnpm's store, when only a library depends on it",
      "stacks/prod",
      { [`node_modules/.pnpm/node_modules/${PACKAGE}`]: "runtime" },
    ],
    [
      "below a library that npm has nested it in",
      "",
      {
        "package.json": `{ "dependencies": { "@acme/servers": "1" } }`,
        [`node_modules/@acme/servers/node_modules/${PACKAGE}`]: "runtime",
      },
    ],
    [
      "below a library of a workspace",
      "stacks/prod",
      {
        "stacks/prod/package.json": `{ "devDependencies": { "acme": "1" } }`,
        [`node_modules/acme/node_modules/${PACKAGE}`]: "runtime",
      },
    ],
  ])("%s", async (_where, program, files) => {
    await lay(root(), files);
    await mkdir(join(root(), program), { recursive: true });
    const found = await evaluateStub(stub("keyPair"), join(root(), program));
    expect(Object.keys(found)).toEqual(METHODS);
    expect(new Set(METHODS.map((method) => found[method]?.gives))).toEqual(new Set(["keyPair of runtime"]));
  });

  it("beside where a library really is, when pnpm keeps everything apart", async () => {
    await lay(root(), {
      "package.json": `{ "dependencies": { "acme": "1" } }`,
      [`node_modules/.pnpm/acme@1/node_modules/${PACKAGE}`]: "runtime",
      "node_modules/.pnpm/acme@1/node_modules/acme/package.json": "{}",
    });
    await symlink(".pnpm/acme@1/node_modules/acme", join(root(), "node_modules/acme"));
    expect((await evaluateStub(stub("keyPair"), root()))["read"]).toEqual({ gives: "keyPair of runtime" });
  });

  it("from the program's folder first, when there are two versions", async () => {
    await lay(root(), {
      "package.json": `{ "dependencies": { "acme": "1" } }`,
      [`node_modules/acme/node_modules/${PACKAGE}`]: "the library's",
      [`node_modules/${PACKAGE}`]: "the program's",
    });
    expect((await evaluateStub(stub("keyPair"), root()))["read"]).toEqual({ gives: "keyPair of the program's" });
  });
});

describe("every method fails with one sentence", () => {
  const root = temporaryFolder();

  it.each<[string, Readonly<Record<string, string>>, string]>([
    [
      "when the package is nowhere, which says what to add where",
      { "package.json": "{}" },
      `${PACKAGE} is not installed where this program runs: add it to the dependencies in ROOT/package.json`,
    ],
    [
      "also when the nearest package.json cannot be read",
      { "package.json": "{" },
      `${PACKAGE} is not installed where this program runs: add it to the dependencies in ROOT/package.json`,
    ],
    [
      "when the package found is older than the resource",
      { [`node_modules/${PACKAGE}`]: "older" },
      `ROOT/node_modules/${PACKAGE}/runtime.js knows no keyPair: install the newest ${PACKAGE} there`,
    ],
    [
      "when the package cannot be loaded",
      { [`node_modules/${PACKAGE}`]: "broken" },
      `${PACKAGE} cannot be loaded: needs a newer Node.js`,
    ],
  ])("%s", async (_when, files, sentence) => {
    await lay(root(), files);
    const found = await evaluateStub(stub("keyPair"), root());
    const message = `${sentence.replace("ROOT", await realpath(root()))}; nothing was done`;
    const failure = { message, printed: `${PACKAGE}: (see the diagnostics of the resource)` };
    expect(found).toEqual(Object.fromEntries(METHODS.map((method) => [method, failure])));
  });
});

/** Lays out files below a folder; a package of ours is given by what its handlers answer. */
async function lay(root: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    const isPackage = path.endsWith(PACKAGE);
    const file = join(root, isPackage ? `${path}/runtime.js` : path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, isPackage ? runtimeText(text) : text);
  }
}

function runtimeText(answer: string): string {
  switch (answer) {
    case "older":
      return "exports.keyPairBinding = {};";
    case "broken":
      return 'throw new Error("needs a newer Node.js\\nRequire stack: ...");';
    default: {
      const methods = METHODS.map((method) => `${method}: async () => ${JSON.stringify(`keyPair of ${answer}`)}`);
      return `exports.keyPair = { configure: async () => {}, ${methods.join(", ")} };`;
    }
  }
}
