import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";

const dist = resolve(__dirname, "../provider/dist");

/** What the typings of a built file name, through all files they lead to: packages, and our own files. */
function named(file: string, known = new Set<string>()): Set<string> {
  const path = relative(dist, file);
  if (known.has(path)) {
    return known;
  }
  known.add(path);
  for (const { fileName } of ts.preProcessFile(readFileSync(file, "utf8")).importedFiles) {
    if (fileName.startsWith(".")) {
      named(join(dirname(file), `${fileName}.d.ts`), known);
    } else {
      known.add(fileName);
    }
  }
  return known;
}

const entries = ["index.d.ts", join("onPlugin", "index.d.ts")];

test.each(entries)("%s names no types of other packages than Pulumi's, which not every tsconfig can read", (entry) => {
  const all = [...named(join(dist, entry))];
  expect(all).toContain(join("model", "bindingRecord.d.ts"));
  expect(all.filter((each) => !each.endsWith(".d.ts"))).toEqual(["@pulumi/pulumi"]);
});

test.each(entries)("the package holds all files that %s leads to", (entry) => {
  const own = [...named(join(dist, entry))].filter((each) => each.endsWith(".d.ts"));
  expect(
    own.filter(
      (each) =>
        !/^(index|supportedNode|(functions|model|onPlugin|resources)\/[\w/]+)\.d\.ts$/.test(each.replaceAll("\\", "/")),
    ),
  ).toEqual([]);
});

/** What tsconfig files say; the first is of Pulumi's older templates, whose way to look for modules knows nothing of `exports`. */
const tsconfigs = [
  { module: "commonjs", moduleResolution: "node" },
  { module: "nodenext", moduleResolution: "nodenext" },
  { module: "esnext", moduleResolution: "bundler" },
];

test.each(tsconfigs)("a program finds both typings with $moduleResolution", (tsconfig) => {
  const { options } = ts.convertCompilerOptionsFromJson(tsconfig, __dirname);
  const typingsOf = (name: string): string | undefined =>
    ts.resolveModuleName(name, __filename, options, ts.sys).resolvedModule?.resolvedFileName;
  expect(["pulumi-huaweicloud-kps", "pulumi-huaweicloud-kps/plugin"].map(typingsOf)).toEqual(
    entries.map((entry) => join(dist, entry)),
  );
});

/** What the compiler says of a module of a program. */
function faultsOf(name: string, text: string, compilerOptions: object): string[] {
  const file = join(__dirname, name);
  const { options } = ts.convertCompilerOptionsFromJson(
    { module: "nodenext", target: "es2022", strict: true, declaration: true, types: ["node"], ...compilerOptions },
    __dirname,
  );
  const host = ts.createCompilerHost(options);
  const asUsual = { ...host };
  Object.assign(host, {
    fileExists: (path: string) => path === file || asUsual.fileExists(path),
    readFile: (path: string) => (path === file ? text : asUsual.readFile(path)),
    writeFile: () => undefined,
  });
  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  const faults = [...program.getSemanticDiagnostics(source), ...program.emit(source).diagnostics];
  return faults.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

test("the typings of a component library can name every type: those in files of the package they cannot", () => {
  const classes = ["KeyPair", "KeyPairBinding", "KeyPairFleet", "DmsTaskGate"];
  const library = ["pulumi-huaweicloud-kps", "pulumi-huaweicloud-kps/plugin"].flatMap((name, index) => [
    `import * as kps${index} from "${name}";`,
    ...classes.map((each) => `export const in${each}${index} = (from: kps${index}.${each}) => ({ ...from });`),
    ...[...classes, "Provider"].map(
      (each) => `export const of${each}${index} = (from: kps${index}.${each}Args) => ({ ...from });`,
    ),
    `export const functions${index} = { ...kps${index} };`,
  ]);
  expect(faultsOf("library.ts", library.join("\n"), {})).toEqual([]);
}, 60_000);

test("what is optional takes an output or a setting that may be undefined, also where undefined is told from left out", () => {
  const inputs = [
    ...["KeyPairArgs", "KeyPairBindingArgs", "KeyPairFleetArgs", "DmsTaskGateArgs", "ProviderArgs", "TimeoutsArgs"],
    ...["KeyProtectionArgs", "FleetServerArgs", "TaskFilterInputs", "DmsTaskInputs"],
  ];
  const program = [
    `import * as pulumi from "@pulumi/pulumi";`,
    `import * as kps from "pulumi-huaweicloud-kps";`,
    `type Optional<T> = { [Key in keyof T]-?: {} extends Pick<T, Key> ? Key : never }[keyof T];`,
    `type Without<T, Value> = { [Key in keyof T]: Value extends T[Key] ? never : Key };`,
    `type Refusing<T, Value> = Without<Required<{ [Key in Optional<T>]: { given: T[Key] } }>, { given: Value }>[Optional<T>];`,
    ...inputs.flatMap((each) => [
      `export const undefinedIn${each} = (key: Refusing<kps.${each}, undefined>): never => key;`,
      `export const outputIn${each} = (key: Exclude<Refusing<kps.${each}, pulumi.Output<undefined>>, "timeouts">): never => key;`,
    ]),
    `export const another = (pair: kps.KeyPair) => new kps.KeyPair("another", { userId: pair.userId });`,
  ];
  expect(faultsOf("program.ts", program.join("\n"), { exactOptionalPropertyTypes: true })).toEqual([]);
}, 60_000);

/** The TypeScript that Pulumi brings for programs that have none. */
function broughtByPulumi(): Pick<typeof ts, "createSourceFile" | "ScriptTarget"> {
  const root = dirname(require.resolve("@pulumi/pulumi/package.json"));
  return createRequire(__filename)(join(root, "vendor/typescript@3.8.3/typescript.js")) as typeof ts;
}

test.each(entries)("the TypeScript that Pulumi brings can read all typings of %s", (entry) => {
  const old = broughtByPulumi();
  const unread = [...named(join(dist, entry))]
    .filter((each) => each.endsWith(".d.ts"))
    .filter((each) => {
      const source = old.createSourceFile(each, readFileSync(join(dist, each), "utf8"), old.ScriptTarget.ES2015);
      return (source as unknown as { readonly parseDiagnostics: readonly unknown[] }).parseDiagnostics.length > 0;
    });
  expect(unread).toEqual([]);
});
