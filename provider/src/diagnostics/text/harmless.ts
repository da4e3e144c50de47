/** What Azure DevOps, TeamCity and older GitHub runners take for a command wherever it stands in a line. */
const COMMAND_ANYWHERE = /##(?=[\w.-]{0,40}\[)/g;
/** Pulumi's own marks for colours: the engine replaces them in every text it prints. */
const COLOUR_MARK = /<\{(?=%)/g;
/** What a CI system takes for a command, or for the head of a group, at the beginning of a line. */
const COMMAND_AT_START = /^(\s{0,200})(:(?=:)|#(?=#)|([-+~^])\3(?=\3 ))/;

/** The same for GitHub alone, whose runner also looks at lines of data that a person prints: nobody begins a line of prose like this. */
const GITHUB_COMMAND = /^([^\S\n]{0,200}):(?=:[A-Za-z])/gm;

/** Text in which nothing commands a CI system or colours Pulumi's output, wherever it stands in a line. */
export function harmless(text: string): string {
  return text.replace(COMMAND_ANYWHERE, "# #").replace(COLOUR_MARK, "<{ ");
}

/** Text as data, of several lines: none of them commands GitHub's runner either, and what else begins a line is left alone. */
export function harmlessProse(text: string): string {
  return harmless(text).replace(GITHUB_COMMAND, "$1: ");
}

/** One line that begins with no command of a CI system either. A blank in between is all that is added. */
export function harmlessLine(line: string): string {
  return harmless(line).replace(COMMAND_AT_START, "$1$2 ");
}
