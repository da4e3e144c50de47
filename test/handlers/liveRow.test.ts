import { liveRow } from "../../provider/src/handlers/liveRow";
import { providerInProcess } from "../support/inProcess/providerInProcess";

const { process, lines } = providerInProcess();

beforeEach(() => void lines.splice(0));

test("what is said without a URN stands in the stack's row and says of which resource it is", () => {
  const row = liveRow(process, { urn: undefined, attempted: "letting server s-1 go" });
  row.notice("kp-a stays on the server");
  expect(lines).toEqual([
    { urn: "", text: "letting server s-1 go: kp-a stays on the server", severity: "info", ephemeral: false },
  ]);
});

test("a row is one line of at most 1 KB without commands, a notice keeps its lines", () => {
  const row = liveRow(process, { urn: "urn:x", attempted: "binding" });
  row.progress({ doing: `\u001b[31mBIND ${"web ".repeat(500)}\n##vso[x]`, sinceMs: 0 });
  row.notice("one\n::error::two");
  const [line, notice] = lines;
  expect(line?.text).toMatch(/^BIND web /);
  expect(Buffer.byteLength(line?.text ?? "")).toBeLessThan(1_024);
  expect(notice?.text).toBe("one\n: :error::two");
  row.close();
});
