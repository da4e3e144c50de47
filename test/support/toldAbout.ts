import type { PulumiRun, RunResult } from "./pulumiRun";

/** What a run told about the resource of this name, in order; live lines of its row are left out. */
export function toldAbout(run: RunResult, name: string, ...severities: readonly string[]): string {
  return told(run, (urn) => urn.endsWith(`::${name}`), severities);
}

/** What a run told in the row of the stack: a plain refresh gives no resource a row of its own. */
export function toldOnStack(run: RunResult, ...severities: readonly string[]): string {
  return told(run, (urn) => urn === "", severities);
}

/** The errors that a run told of the resource of this name. */
export const errorsOn = (run: RunResult, name: string): string[] =>
  run.diagnostics
    .filter(({ urn, severity }) => severity === "error" && urn.endsWith(`::${name}`))
    .map(({ message }) => message);

/** Waits until the row of a resource shows a task that has not ended. A long one of the emulator's is READY for minutes. */
export const running = (run: PulumiRun, name: string) =>
  run.event(
    ({ diagnosticEvent: told }) => told?.urn.endsWith(`::${name}`) === true && /\b(READY|RUNNING)_/.test(told.message),
  );

function told(run: RunResult, about: (urn: string) => boolean, severities: readonly string[]): string {
  return run.diagnostics
    .filter(({ urn, ephemeral }) => about(urn) && !ephemeral)
    .filter(({ severity }) => severities.length === 0 || severities.includes(severity))
    .map(({ message }) => message)
    .join("\n");
}
