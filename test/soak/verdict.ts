import type { SoakSample } from "./soakSample";

/** What a soak has shown. `violations` is empty when it passes. */
export interface Verdict {
  readonly table: string;
  readonly violations: readonly string[];
}

/** So much may the heap differ between the second and the last fifth. */
const HEAP_TOLERANCE = 0.1;

/** Judges a run of so many ms by its samples. */
export function verdictOf(samples: readonly SoakSample[], lastsMs: number): Verdict {
  const rounds = samples.filter(({ quiet }) => !quiet);
  const fifths = [0, 1, 2, 3, 4].map((fifth) =>
    rounds.filter(({ atMs }) => Math.min(4, Math.floor((5 * atMs) / lastsMs)) === fifth),
  );
  const heaps = fifths.map((fifth) => median(fifth.map(({ heapBytes }) => heapBytes)));
  const quiet = samples.filter((sample) => sample.quiet).map(({ descriptors }) => descriptors);
  const rows = fifths.map((fifth, index) => {
    const { done, unfinished } = fifth.at(-1) ?? { done: 0, unfinished: 0 };
    const descriptors = median(fifth.map((sample) => sample.descriptors));
    return [index + 1, fifth.length, mebibytes(heaps[index]), descriptors, done, unfinished].map(String);
  });
  const troubles = samples.flatMap((sample) => sample.troubles);
  const drift = (heaps[4] ?? NaN) / (heaps[1] ?? NaN) - 1;
  const violations = [
    ...(Math.abs(drift) <= HEAP_TOLERANCE ? [] : [`the heap after GC moved by ${(100 * drift).toFixed(1)} %`]),
    ...(quiet.length === 2 && quiet[0] === quiet[1] ? [] : [`descriptors at rest: ${quiet.join(", then ")}`]),
    ...troubles,
  ];
  const head = ["fifth", "rounds", "heap MiB", "descriptors", "calls done", "unfinished"];
  const table = [head, ...rows].map((row) => row.map((cell) => cell.padStart(12)).join("")).join("\n");
  const closing = `heap drift ${(100 * drift).toFixed(1)} %, descriptors at rest ${quiet.join(" and ")}`;
  return { table: `${table}\n${closing}`, violations };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function mebibytes(bytes: number | undefined): string {
  return ((bytes ?? NaN) / 1_048_576).toFixed(2);
}
