import type { RunningTask, TaskPage } from "../../provider/src/client/kps/taskRecord";
import { walkPages } from "../../provider/src/tasks/walkPages";

const entry = (index: number): RunningTask => ({
  taskId: `t-${index}`,
  serverId: `s-${index}`,
  operateType: "",
  taskTime: index,
  serverName: "",
  keyPairName: "",
});
const entries = (count: number): RunningTask[] => Array.from({ length: count }, (_, index) => entry(index));

async function walk(
  answer: (
    page: Required<{ [key in keyof TaskPage]: number }>,
    turn: number,
  ) => { total: number; tasks: RunningTask[] },
): Promise<{ pages: TaskPage[]; ids: string[] }> {
  const pages: TaskPage[] = [];
  const tasks = await walkPages((page) => {
    pages.push(page);
    return Promise.resolve(answer({ limit: page.limit ?? 0, offset: page.offset ?? 0 }, pages.length));
  });
  return { pages, ids: tasks.map((task) => task.taskId) };
}

test.each([
  [0, 1],
  [1, 1],
  [1000, 1],
  [1001, 2],
  [2500, 3],
])("%i tasks take %i pages", async (count, expected) => {
  const all = entries(count);
  const { pages, ids } = await walk(({ limit, offset }) => ({
    total: count,
    tasks: all.slice(offset, offset + limit),
  }));
  expect(pages).toHaveLength(expected);
  expect(ids).toEqual(all.map((task) => task.taskId));
});

test("goes on where a service returns fewer than it was asked for", async () => {
  const all = entries(250);
  const { pages, ids } = await walk(({ offset }) => ({ total: 250, tasks: all.slice(offset, offset + 100) }));
  expect(pages.map((page) => page.offset)).toEqual([0, 100, 200]);
  expect(ids).toHaveLength(250);
});

test("ends on an empty page although the total says more", async () => {
  const { pages } = await walk(({ offset }) => ({ total: 99, tasks: offset === 0 ? entries(3) : [] }));
  expect(pages).toHaveLength(2);
});

test("ends where a service ignores the offset", async () => {
  const { pages, ids } = await walk(() => ({ total: 1_000_000, tasks: entries(3) }));
  expect(pages).toHaveLength(2);
  expect(ids).toHaveLength(3);
});

test("a page that fails leaves nothing", async () => {
  const failing = walk((_page, turn) => {
    if (turn === 2) {
      throw new Error("second page");
    }
    return { total: 2000, tasks: entries(1000) };
  });
  await expect(failing).rejects.toThrow("second page");
});
