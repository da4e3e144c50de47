import { collect } from "../../provider/src/operations/lists/collect";
import { walkList, type ListEnd, type PageRequest } from "../../provider/src/tasks/walkList";

/** A list that changes before each page but the first is answered. */
function shifting(
  initial: readonly string[],
  change: (entries: readonly string[], page: number) => readonly string[] = (entries) => entries,
): { entries: AsyncGenerator<string, ListEnd, undefined>; offsets: number[] } {
  let entries = initial;
  const offsets: number[] = [];
  const page = ({ limit, offset }: PageRequest): Promise<{ total: number; entries: readonly string[] }> => {
    if (offsets.length > 0) {
      entries = change(entries, offsets.length);
    }
    offsets.push(offset);
    return Promise.resolve({ total: entries.length, entries: entries.slice(offset, offset + limit) });
  };
  return { entries: walkList({ page, limit: 1000, keyOf: (entry) => entry }), offsets };
}

const missing = (wanted: readonly string[], read: readonly string[]): string[] => {
  const present = new Set(read);
  return wanted.filter((entry) => !present.has(entry));
};
/** The entries of a list that is read to its end. */
async function whole(walk: AsyncGenerator<string, ListEnd, undefined>): Promise<readonly string[]> {
  const { entries, complete } = await collect(walk);
  expect(complete).toBe(true);
  return entries;
}
const sorted = (entries: readonly string[]): string[] => [...entries].sort();
const names = (count: number, from = 0): string[] => Array.from({ length: count }, (_, index) => `t-${from + index}`);

test.each([
  [0, 1],
  [1, 2],
  [999, 2],
  [1000, 2],
  [1001, 2],
  [2500, 3],
  [10_000, 11],
])("reads %i entries in %i requests", async (count, requests) => {
  const { entries, offsets } = shifting(names(count));
  expect(sorted(await whole(entries))).toEqual(names(count).sort());
  expect(offsets).toHaveLength(requests);
});

describe.each([1, 100, 200, 300, 500, 900])("while %i entries go before each page", (going) => {
  test.each([
    ["the first ones", (entries: readonly string[]) => entries.slice(going)],
    [
      "spread ones",
      (entries: readonly string[]) => entries.filter((_, index) => index % Math.ceil(2500 / going) !== 0),
    ],
  ])("loses and doubles none of those that stay (%s go)", async (_which, change) => {
    let left: readonly string[] = names(2500);
    const { entries, offsets } = shifting(left, (present) => (left = change(present)));
    const read = await whole(entries);
    expect(new Set(read).size).toBe(read.length);
    expect(missing(left, read)).toEqual([]);
    expect(offsets.length).toBeLessThanOrEqual(4);
  });
});

test("loses none when new entries come to the front meanwhile", async () => {
  const { entries, offsets } = shifting(names(2500), (present, page) => [...names(50, 10_000 * page), ...present]);
  const read = await whole(entries);
  expect(new Set(read).size).toBe(read.length);
  expect(missing(names(2500), read)).toEqual([]);
  expect(offsets.length).toBeLessThanOrEqual(6);
});

test("looks once more when the order of the list is not stable", async () => {
  const all = names(1500);
  const { entries } = shifting(all, (present, page) => (page === 1 ? [...present].reverse() : all));
  expect(sorted(await whole(entries))).toEqual([...all].sort());
});

test("ends where a service ignores the offset, or counts more than it shows", async () => {
  let asked = 0;
  const page = (): Promise<{ total: number; entries: string[] }> => {
    asked += 1;
    return Promise.resolve({ total: 1_000_000, entries: names(3) });
  };
  const incomplete = { entries: names(3), complete: false };
  expect(await collect(walkList({ page, limit: 1000, keyOf: (entry) => entry }))).toEqual(incomplete);
  expect(asked).toBeLessThanOrEqual(4);
  const empty = ({ offset }: PageRequest): Promise<{ total: number; entries: string[] }> =>
    Promise.resolve({ total: 99, entries: offset === 0 ? names(3) : [] });
  expect(await collect(walkList({ page: empty, limit: 1000, keyOf: (entry) => entry }))).toEqual(incomplete);
});

test("goes on where a service shows fewer than it was asked for", async () => {
  const all = names(250);
  const page = ({ offset }: PageRequest): Promise<{ total: number; entries: string[] }> =>
    Promise.resolve({ total: 250, entries: all.slice(offset, offset + 100) });
  expect(await whole(walkList({ page, limit: 1000, keyOf: (entry) => entry })).then(sorted)).toEqual(sorted(all));
});

test("goes on where a service gives the length of the page in place of the total", async () => {
  const all = names(2500);
  const page = ({ offset, limit }: PageRequest): Promise<{ total: number; entries: string[] }> => {
    const entries = all.slice(offset, offset + limit);
    return Promise.resolve({ total: entries.length, entries });
  };
  expect(await whole(walkList({ page, limit: 1000, keyOf: (entry) => entry })).then(sorted)).toEqual(sorted(all));
});

test("asks for a page only when it is wanted", async () => {
  const { entries, offsets } = shifting(names(2500));
  for await (const entry of entries) {
    if (entry === "t-999") {
      break;
    }
  }
  expect(offsets).toEqual([0]);
});
