import { readFile } from "node:fs/promises";
import { z } from "zod";

const step = z.object({ metadata: z.object({ op: z.string(), urn: z.string() }) });

const engineEvent = z.object({
  sequence: z.number(),
  diagnosticEvent: z
    .object({
      urn: z.string().default(""),
      message: z.string().default(""),
      severity: z.string(),
      ephemeral: z.boolean().default(false),
    })
    .optional(),
  resourcePreEvent: step.optional(),
  resOutputsEvent: step.optional(),
  resOpFailedEvent: step.optional(),
  summaryEvent: z.object({ resourceChanges: z.record(z.string(), z.number()).nullish() }).optional(),
});

/** One line of the engine's event log, as far as tests look at it. */
export type EngineEvent = z.infer<typeof engineEvent>;

/** Something the engine told about a resource, or about the run when `urn` is empty. */
export interface Diagnostic {
  readonly urn: string;
  readonly severity: string;
  readonly message: string;
  /** A live line in the resource's row, which is not repeated at the end. */
  readonly ephemeral: boolean;
}

/** What a run did to a resource. */
export interface Step {
  readonly urn: string;
  readonly op: string;
  readonly failed: boolean;
}

/** What an event log says about a run. */
export interface EngineReport {
  /** All but the engine's debugging lines, in order. */
  readonly diagnostics: readonly Diagnostic[];
  /** Finished and failed steps, in order of their end. */
  readonly steps: readonly Step[];
  /** Number of resources by operation (`create`, `update`, `same`, `delete`, ...); empty when the run broke off. */
  readonly summary: Readonly<Record<string, number>>;
}

/** Decodes the lines of an event log; a last line that a kill has cut is left out. */
export function parseEvents(text: string): EngineEvent[] {
  const lines = text.split("\n");
  const complete = lines.slice(0, -1);
  return complete.filter((line) => line !== "").map((line) => engineEvent.parse(JSON.parse(line)));
}

/** Reads an event log; one that is not there is empty, as when the CLI refused to start. */
export async function readEvents(path: string): Promise<EngineEvent[]> {
  return parseEvents(await readFile(path, "utf8").catch(() => ""));
}

/** Sums up what happened in a run. */
export function reportOf(events: readonly EngineEvent[]): EngineReport {
  const diagnostics: Diagnostic[] = [];
  const steps: Step[] = [];
  let summary: Record<string, number> = {};
  for (const event of events) {
    const { diagnosticEvent, resOutputsEvent, resOpFailedEvent, summaryEvent } = event;
    if (diagnosticEvent !== undefined && diagnosticEvent.severity !== "debug") {
      diagnostics.push({ ...diagnosticEvent, message: withoutColours(diagnosticEvent.message) });
    }
    const ended = resOutputsEvent ?? resOpFailedEvent;
    if (ended !== undefined) {
      steps.push({ ...ended.metadata, failed: resOpFailedEvent !== undefined });
    }
    summary = summaryEvent?.resourceChanges ?? summary;
  }
  return { diagnostics, steps, summary };
}

/** The engine's own colour marks, such as `<{%reset%}>`. */
function withoutColours(message: string): string {
  return message.replace(/<\{%[^%]*%\}>/g, "");
}
