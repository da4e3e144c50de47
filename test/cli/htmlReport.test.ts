import { JSDOM } from "jsdom";
import { htmlReport } from "../../provider/src/cli/report/html/htmlReport";
import type { FinishedTask } from "../../provider/src/operations/report/finishedTask";
import type { TasklessServer } from "../../provider/src/operations/report/tasklessServer";

const bound: FinishedTask = {
  time: "2026-11-21T02:47:00.000Z",
  operation: "BIND",
  serverId: "id-1",
  serverName: "web-1",
  keyPairName: "ops",
  taskId: "task-1",
  taskStatus: "SUCCESS_BIND",
  outcome: "success",
  seconds: 30,
  stack: "prod",
  project: "shop",
};
const failed: FinishedTask = {
  ...bound,
  time: "2026-11-21T02:47:10.000Z",
  serverId: "id-2",
  serverName: "web-2",
  taskId: "task-2",
  taskStatus: "FAILED_BIND",
  outcome: "failed",
  message: `Login failed </script><img src=x onerror="alert(1)">`,
  seconds: 20,
  waitedSeconds: 10,
};

function page(tasks: readonly FinishedTask[], servers: readonly TasklessServer[] = []) {
  const { window } = new JSDOM(htmlReport({ tasks, servers }), { runScripts: "dangerously" });
  const { document } = window;
  const rows = [...document.querySelectorAll<HTMLElement>(".row")];
  return {
    document,
    text: (selector: string): string => document.querySelector(selector)?.textContent ?? "",
    visible: (): (string | undefined)[] =>
      rows.filter(({ hidden }) => !hidden).map((row) => row.querySelector(".name")?.textContent ?? undefined),
    enter: (id: string, value: string): void => {
      const field = document.getElementById(id) as HTMLInputElement;
      field.value = value;
      field.dispatchEvent(new window.Event(id === "search" ? "input" : "change"));
    },
    bars: (index: number): string[] =>
      [...(rows[index]?.querySelectorAll<HTMLElement>(".track span") ?? [])].map(
        ({ className, style }) => `${className} ${style.left} ${style.width}`,
      ),
  };
}

it("counts tasks, and reasons the most frequent first", () => {
  const { text, document } = page([
    bound,
    failed,
    { ...failed, message: "Port closed" },
    { ...failed, serverId: "id-4" },
  ]);
  expect(text(".counts")).toBe("tasks4succeeded1failed3from first to last40 s");
  expect([...document.querySelectorAll(".reasons tr")].map(({ textContent }) => textContent)).toEqual([
    `2Login failed </script><img src=x onerror="alert(1)">`,
    "1Port closed",
  ]);
  expect(text("h1 + .faint")).toBe("shop, stack prod");
});

it("draws each task from its POST to its end, and before that its wait for the quota", () => {
  const { bars, text } = page([failed, bound]);
  expect(bars(0)).toEqual(["success 0% 75%"]);
  expect(bars(1)).toEqual(["wait 25% 25%", "failed 50% 50%"]);
  expect(text(".axis")).toBe("02:46:3002:47:10");
});

it("tells the days of a file that holds runs of several", () => {
  const { text } = page([bound, { ...bound, time: "2026-11-22T02:47:00.000Z", serverName: "web-2" }]);
  expect(text(".axis")).toBe("2026-11-21 02:46:30Z2026-11-22 02:47:00Z");
});

it("has no times where no task has ended: a run may have refused every server", () => {
  const { time, serverId, keyPairName } = bound;
  const { document, text, visible } = page([], [{ time, serverId, keyPairName, outcome: "refused" }]);
  expect([text(".counts"), document.querySelector(".axis")]).toEqual(["tasks0succeeded0failed0refused1", null]);
  expect(visible()).toEqual(["id-1"]);
});

it("names a server without a name by its id", () => {
  const { time, keyPairName } = bound;
  const settled: TasklessServer = { time, keyPairName, serverId: "id-3", serverName: "", outcome: "settled" };
  expect(page([{ ...bound, serverName: "" }], [settled]).visible()).toEqual(["id-1", "id-3"]);
});

it("shows the rows that are searched for", () => {
  const { enter, visible, text } = page([bound, failed]);
  expect(visible()).toEqual(["web-1", "web-2"]);
  enter("search", "OPS task-2");
  expect(visible()).toEqual(["web-2"]);
  enter("search", "login failed");
  expect(text("#shown")).toBe("1 of 2 shown");
  enter("search", "");
  enter("outcome", "success");
  expect(visible()).toEqual(["web-1"]);
});

it("runs nothing of what tasks say, and fetches nothing", () => {
  const { document } = page([failed, { ...bound, serverName: `<b onmouseover="x">` }]);
  expect(document.querySelectorAll("img, b, link, script[src]")).toHaveLength(0);
  expect(htmlReport({ tasks: [failed], servers: [] })).not.toMatch(/https?:|@import|url\(/);
});

it("is a page without rows when there are no tasks", () => {
  expect(page([]).text("#shown")).toBe("0 of 0 shown");
});

it("holds a thousand tasks in less than a megabyte", () => {
  const many = Array.from({ length: 1_000 }, (_, n) => ({ ...bound, serverId: `id-${n}`, serverName: `web-${n}` }));
  expect(Buffer.byteLength(htmlReport({ tasks: many, servers: [] }))).toBeLessThan(1_000_000);
});

it("shows servers without a task: refused ones with their reason, those not begun, and those that needed nothing", () => {
  const { time, keyPairName } = bound;
  const servers: TasklessServer[] = [
    { time, keyPairName, serverId: "id-3", outcome: "refused", message: "ECS knows no such server" },
    { time, keyPairName, serverId: "id-4", serverName: "web-4", outcome: "settled" },
    { time, keyPairName, serverId: "id-5", outcome: "notBegun", message: "2 servers failed <b>" },
  ];
  const { text, visible, enter, document } = page([bound, failed], servers);
  expect(text(".counts")).toBe("tasks2succeeded1failed1refused1not begun1needed nothing1from first to last40 s");
  expect([...document.querySelectorAll(".reasons tr")].at(-1)?.textContent).toBe("1ECS knows no such server");
  expect([...document.querySelectorAll(".untimed")].map(({ textContent }) => textContent)).toEqual([
    "refused: ECS knows no such server",
    "needed nothing",
    "not begun: 2 servers failed <b>",
  ]);
  enter("outcome", "not begun");
  expect(visible()).toEqual(["id-5"]);
  enter("outcome", "");
  enter("search", "no such server");
  expect(visible()).toEqual(["id-3"]);
});
