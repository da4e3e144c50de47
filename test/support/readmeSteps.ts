/** One block of a README's story: commands to run, or what the last of them has to print. */
export type ReadmeStep = { readonly commands: readonly string[] } | { readonly expected: readonly string[] };

/** The `sh` and `text` blocks of a README in order; comments, empty lines and placeholders (`<AK>`) are left out. */
export function readmeSteps(markdown: string): ReadmeStep[] {
  return [...markdown.matchAll(/^```(sh|text)\n([\s\S]*?)^```$/gm)].map(([, kind, body = ""]) => {
    const lines = body.split("\n").map((line) => line.trim());
    return kind === "sh"
      ? { commands: lines.filter((line) => line !== "" && !line.startsWith("#") && !/<[^>]+>/.test(line)) }
      : { expected: lines.filter((line) => line !== "") };
  });
}

/** The words of a command line; quotes hold words together. */
export function wordsOf(line: string): string[] {
  return [...line.matchAll(/(?:[^\s'"]+|'[^']*'|"[^"]*")+/g)].map(([word]) =>
    word.replaceAll(/'([^']*)'|"([^"]*)"/g, (_, single?: string, double?: string) => single ?? double ?? ""),
  );
}

/** The lines of `expected` that stand nowhere in `output`; spaces count as one, and `...` is any text. */
export function missingLines(expected: readonly string[], output: string): string[] {
  const text = output.replaceAll(/\s+/g, " ");
  return expected.filter((line) => {
    const pieces = line.split("...").map((piece) => piece.trim().replaceAll(/\s+/g, " "));
    const pattern = pieces.map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*?");
    return !new RegExp(pattern).test(text);
  });
}
