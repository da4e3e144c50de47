import { toldTogether } from "../../../provider/src/operations/fleet/toldTogether";

function told(...notices: readonly [serverId: string, text: string][]): string[] {
  const lines: string[] = [];
  const { noticeOf, tell } = toldTogether((text) => lines.push(text));
  notices.forEach(([serverId, text]) => noticeOf(serverId)(text));
  tell();
  return lines;
}

it("tells what is said of many servers in a line, by their names where those are known", () => {
  const text = (name: string, id: string): string =>
    `binding key pair "ops" to server ${name} (${id}): it is gone\nnote      more`;
  expect(told(["id-a", text("web-1", "id-a")], ["id-b", text("web-2", "id-b")])).toEqual([
    "2 servers: it is gone: web-1, web-2",
  ]);
  expect(told()).toEqual([]);
});

it("tells what a line leads to: why an earlier change has failed", () => {
  const report = (name: string, id: string): string =>
    `the change that was still under way has failed meanwhile:\nBIND of the key pair of server ${name} (${id}) with "ops" failed: disk full\ntask      ${id}-task`;
  expect(told(["id-a", report("web-1", "id-a")], ["id-b", report("web-2", "id-b")])).toEqual([
    "2 servers: the change that was still under way has failed meanwhile: disk full: web-1, web-2",
  ]);
});
