import { getCli } from "../engine/getCli";
import upToDateBundles from "./upToDateBundles";

/** Before the first test that needs the CLI: gets it once for all workers, or ends the run with the one clear error. */
export default async function cliForTests(): Promise<void> {
  upToDateBundles();
  await getCli();
}
