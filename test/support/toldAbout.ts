import type { RunResult } from "./pulumiRun";

/** What a run told about the resource of this name, in order; live lines of its row are left out. */
export function toldAbout(run: RunResult, name: string, ...severities: readonly string[]): string {
  return run.diagnostics
    .filter(({ urn, ephemeral }) => urn.endsWith(`::${name}`) && !ephemeral)
    .filter(({ severity }) => severities.length === 0 || severities.includes(severity))
    .map(({ message }) => message)
    .join("\n");
}
