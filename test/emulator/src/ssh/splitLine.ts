/** One simple command and what stands in front of it. */
export interface SimpleCommand {
  operator: ";" | "&&" | "||";
  words: string[];
}

/** A line with syntax that is not known here. */
export class UnknownSyntax extends Error {}

const token =
  /[ \t\r]*(?:(?<operator>\n|;|&&|\|\|)|(?<word>(?:'[^']*'|"(?:[^"\\$`]|\\[^])*"|\\[^\n]|[^\s'"\\;&|<>()$`])+)|(?<other>[^ \t\r]))/g;
const part = /'([^']*)'|"((?:[^"\\]|\\[^])*)"|\\([^])/g;

/**
 * Splits a line as a shell does: simple commands, words, quotes. There are no pipes, redirections and variables.
 *
 * @throws UnknownSyntax
 */
export function splitLine(line: string): SimpleCommand[] {
  const commands: SimpleCommand[] = [];
  let command: SimpleCommand = { operator: ";", words: [] };
  for (const { groups = {} } of line.matchAll(token)) {
    const { operator, word, other } = groups;
    if (other !== undefined) {
      throw new UnknownSyntax(`this shell is made up and does not know ${other}`);
    }
    if (word !== undefined) {
      command.words.push(unquote(word));
    } else {
      commands.push(command);
      command = { operator: operator === "&&" || operator === "||" ? operator : ";", words: [] };
    }
  }
  return [...commands, command].filter(({ words }) => words.length > 0);
}

function unquote(word: string): string {
  return word.replace(part, (_all, single?: string, double?: string, escaped?: string) => {
    return single ?? double?.replace(/\\(["\\$`])/g, "$1") ?? escaped ?? "";
  });
}
