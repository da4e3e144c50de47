import { visibleLine, visibleLines, visibleProse } from "../../../provider/src/diagnostics/text/visibleText";

const commands = ["::error::x", "  ::error file=a::x", "::add-mask::x", "::stop-commands::x", "::group::x"];

test.each(commands)("no line of a text, of data or by itself is the command %j of GitHub's runner", (command) => {
  const isCommand = /^\s*::[a-z]/m;
  for (const shown of [visibleLine, visibleLines, visibleProse]) {
    expect(shown(command)).not.toMatch(isCommand);
    expect(shown(`a\n${command}`)).not.toMatch(isCommand);
    expect(shown(`a\r\n\t${command}\n${command}`)).not.toMatch(isCommand);
  }
});

test("data is left as it is where nothing commands anybody, and shown once is shown for ever", () => {
  const prose = "# Team\n## Ops\n--- a :: b\nstd::string\n:: not a command\n\tindented";
  expect(visibleProse(prose)).toBe(prose);
  const hostile = visibleProse("a\n::error::x\n##[error]y\u001b[31m<{%reset%}>");
  expect(visibleProse(hostile)).toBe(hostile);
});
