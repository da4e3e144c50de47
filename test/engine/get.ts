import { getCli } from "./getCli";
import { CliUnavailableError } from "./takeRoute";

/** `tsx test/engine/get.ts` gets a CLI and prints the folder it is in; what goes on meanwhile is on stderr. */
async function main(): Promise<void> {
  try {
    const cli = await getCli();
    process.stdout.write(`${cli.binDirectory}\n`);
  } catch (error) {
    if (!(error instanceof CliUnavailableError)) {
      throw error;
    }
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

void main();
