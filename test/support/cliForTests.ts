import { getCli } from "../engine/getCli";
import { getLanguageHost } from "../engine/languageHosts";
import { hostVariable } from "./languageTest";
import upToDateBundles from "./upToDateBundles";

/**
 * Before the first test that needs the CLI: gets it once for all workers, or ends the run with the one clear error. The
 * tests of a language whose host cannot be had are left out, which CI counts as a failure.
 */
export default async function cliForTests(): Promise<void> {
  upToDateBundles();
  const { binDirectory } = await getCli();
  for (const language of ["yaml", "python"] as const) {
    const host = await getLanguageHost(language, binDirectory);
    if (typeof host === "string") {
      process.env[hostVariable(language)] = host;
      continue;
    }
    const missing = `No ${language} language host can be had: ${host.refused}`;
    if (process.env["CI"] === "true") {
      throw new Error(missing);
    }
    process.stderr.write(`${missing}. Left out: the tests of ${language} programs.\n`);
  }
}
