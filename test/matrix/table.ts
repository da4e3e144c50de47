import { checks, checksInWords } from "./checks";
import type { Tried, TriedSetUp, Verdict } from "./verdict";

/** What came of the cells, as text for people. */
export function tableOf(tried: readonly Tried[], setUps: readonly TriedSetUp[]): string {
  const rows = tried.map(({ found, verdict }, index) => [
    String(index + 1),
    found.node,
    found.sdk,
    found.typescript,
    found.modules,
    inShort(verdict),
  ]);
  const setUpRows = setUps.map(({ name, seconds, verdict }) => [name, `${seconds} s`, inShort(verdict)]);
  const failures = [
    ...tried.map(({ verdict }, index) => ({ what: `Cell ${index + 1}`, verdict })),
    ...setUps.map(({ name, verdict }) => ({ what: `Set-up "${name}"`, verdict })),
  ].flatMap(({ what, verdict }) =>
    verdict.kind === "failed" ? ["", `${what}, ${checksInWords[verdict.check]}:`, verdict.reason] : [],
  );
  return [
    "Checked in each cell and set-up, as far as it goes for it:",
    ...checks.map((check) => `  ${check}: ${checksInWords[check]}`),
    "",
    ...aligned([["cell", "Node.js", "@pulumi/pulumi", "TypeScript", "module", "result"], ...rows]),
    "",
    ...aligned([["set-up", "took", "result"], ...setUpRows]),
    ...failures,
    "",
    sumOf([...tried, ...setUps]),
    "",
  ].join("\n");
}

/** 0 when no cell failed and at least one was checked. */
export function exitCodeOf(tried: readonly { readonly verdict: Verdict }[]): number {
  const failed = tried.some(({ verdict }) => verdict.kind === "failed");
  return failed || !tried.some(({ verdict }) => verdict.kind === "ok") ? 1 : 0;
}

/** A verdict in one line. */
export function inShort(verdict: Verdict): string {
  switch (verdict.kind) {
    case "ok":
      return "ok";
    case "failed":
      return `FAILED: ${verdict.check}`;
    case "leftOut":
      return `left out: ${verdict.reason}`;
  }
}

function sumOf(tried: readonly { readonly verdict: Verdict }[]): string {
  const count = (kind: Verdict["kind"]): number => tried.filter(({ verdict }) => verdict.kind === kind).length;
  const leftOut = count("leftOut");
  const rest = leftOut === 0 ? "" : `; ${leftOut} left out, of which nothing is known`;
  return `${count("ok")} of ${tried.length} passed, ${count("failed")} failed${rest}`;
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>(
    (known, row) => row.map((cell, index) => Math.max(known[index] ?? 0, cell.length)),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
