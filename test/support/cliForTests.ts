import { getCli } from "../engine/getCli";
import { getLanguageHost, type Language } from "../engine/languageHosts";
import { getPython } from "../engine/pythonPackages";
import { languageVariables } from "./languageTest";
import upToDateBundles from "./upToDateBundles";

const LANGUAGES: readonly Language[] = ["yaml", "python", "go"];
/** Hosts that do no more than make an SDK: used where `npm run sdks` has left them, not built for one test each. */
const ONLY_WHERE_BUILT: readonly Language[] = ["dotnet", "java"];

/**
 * Before the first test that needs the CLI: gets it once for all workers, or ends the run with the one clear error. The
 * tests of a language that cannot be had are left out, which is said.
 */
export default async function cliForTests(): Promise<void> {
  upToDateBundles();
  const { binDirectory } = await getCli();
  for (const language of [...LANGUAGES, ...ONLY_WHERE_BUILT]) {
    const refused = await getLanguage(language, binDirectory);
    if (refused !== undefined) {
      process.stderr.write(`${refused}. Left out: the tests of ${language}.\n`);
    }
  }
}

/** Gets what a language needs and tells the tests where it is; returns why it cannot be had. */
async function getLanguage(language: Language, binDirectory: string): Promise<string | undefined> {
  const host = await getLanguageHost(language, binDirectory, { build: !ONLY_WHERE_BUILT.includes(language) });
  if (typeof host !== "string") {
    return `No ${language} language host can be had: ${host.refused}`;
  }
  const { tools, packages } = languageVariables(language);
  const folders = [host];
  if (language === "python") {
    const python = await getPython();
    if ("refused" in python) {
      return `Pulumi's SDK for Python cannot be had: ${python.refused}`;
    }
    folders.push(python.directory);
    process.env[packages] = python.packages;
  }
  process.env[tools] = JSON.stringify(folders);
  return undefined;
}
