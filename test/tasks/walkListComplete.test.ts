import { ListTotals } from "../../provider/src/tasks/listTotals";
import { walkList, type ListPage, type PageRequest } from "../../provider/src/tasks/walkList";

const names = (count: number, from = 0): string[] => Array.from({ length: count }, (_, index) => `t-${from + index}`);

interface Walked {
  readonly entries: string[];
  readonly complete: boolean;
  readonly requests: PageRequest[];
}

async function walk(
  page: (request: PageRequest, turn: number) => ListPage<string>,
  totals = new ListTotals(),
): Promise<Walked> {
  const requests: PageRequest[] = [];
  const entries: string[] = [];
  const walking = walkList({
    page: (request) => {
      requests.push(request);
      return Promise.resolve(page(request, requests.length));
    },
    limit: 1000,
    keyOf: (entry) => entry,
    totals,
  });
  for (;;) {
    const next = await walking.next();
    if (next.done === true) {
      return { entries, complete: next.value.complete, requests };
    }
    entries.push(next.value);
  }
}

type TotalQuirk = "right" | "omitted" | "page" | "short" | "long";

/** A service that shows so many entries at once, whatever it is asked for, and counts as the quirk says. */
function service(all: readonly string[], cap: number, quirk: TotalQuirk) {
  return ({ limit, offset }: PageRequest): ListPage<string> => {
    const entries = all.slice(offset, offset + Math.min(limit, cap));
    const total = {
      right: all.length,
      omitted: undefined,
      page: entries.length,
      short: Math.max(0, all.length - 1),
      long: all.length + 1,
    }[quirk];
    return { total, entries };
  };
}

const sizes = [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 25];
const caps = [1, 2, 3, 4, 10, 1000];

describe.each(["right", "omitted", "page", "short", "long"] as const)("with a total that is %s", (quirk) => {
  test.each(caps)(
    "and pages of at most %i every entry is read, and none is said to be all that is not",
    async (cap) => {
      for (const size of sizes) {
        const all = names(size);
        const { entries, complete } = await walk(service(all, cap, quirk));
        expect([...entries].sort()).toEqual([...all].sort());
        // One too many is counted for good; pages of one entry cannot overlap, so without a count they prove nothing.
        const unprovable = (quirk === "omitted" || quirk === "page") && cap === 1 && size > 1;
        if (quirk === "long") {
          expect(complete).toBe(false);
        } else if (!unprovable) {
          expect({ size, complete }).toEqual({ size, complete: true });
        }
      }
    },
  );
});

test("nothing where one entry is counted is not complete, and ends", async () => {
  const { complete, requests } = await walk(() => ({ total: 1, entries: [] }));
  expect(complete).toBe(false);
  expect(requests).toHaveLength(2);
});

test("nothing where one was counted before, and then none, is complete", async () => {
  const { complete } = await walk((_request, turn) => ({ total: turn === 1 ? 1 : 0, entries: [] }));
  expect(complete).toBe(true);
});

test("an entry that went between two passes makes up for none that is missing", async () => {
  const { complete } = await walk((_request, turn) =>
    turn <= 2 ? { total: 2, entries: turn === 1 ? ["gone"] : [] } : { total: 1, entries: [] },
  );
  expect(complete).toBe(false);
});

test.each([1, 2])(
  "loses none of a list that shrinks by %i before each page of 3, with and without a total",
  async (by) => {
    for (const counted of [true, false]) {
      let left = names(30);
      const { entries, complete } = await walk(({ offset }, turn) => {
        left = turn === 1 ? left : left.slice(by);
        return { total: counted ? left.length : undefined, entries: left.slice(offset, offset + 3) };
      });
      const lost = left.filter((entry) => !entries.includes(entry));
      expect(lost.length === 0 || !complete).toBe(true);
    }
  },
);

test("one walk that shows totals to be right spares the look behind the end from then on", async () => {
  const totals = new ListTotals();
  const page = service(names(5), 1000, "right");
  expect((await walk(page, totals)).requests).toHaveLength(2);
  expect((await walk(page, totals)).requests).toHaveLength(1);
  expect((await walk(service(names(7), 1000, "right"), totals)).requests).toHaveLength(1);
});

test.each(["page", "short", "long", "omitted"] as const)("a total that is %s is never relied on", async (quirk) => {
  const totals = new ListTotals();
  for (const size of [1, 2, 3, 4, 5]) {
    const { entries } = await walk(service(names(size), 3, quirk), totals);
    expect([...entries].sort()).toEqual(names(size).sort());
    expect(totals.proven).toBe(false);
  }
});

test("ends where the service ignores the offset, and is complete if it counts what it shows", async () => {
  expect(await walk(() => ({ total: 3, entries: names(3) }))).toMatchObject({ complete: true });
  expect(await walk(() => ({ total: undefined, entries: names(3) }))).toMatchObject({ complete: false });
  expect(await walk(() => ({ total: 1_000_000, entries: names(3) }))).toMatchObject({ complete: false });
});

test("gives up on a list that changes faster than it is read", async () => {
  const { complete, requests } = await walk(({ offset }, turn) => ({
    total: 10_000,
    entries: names(3, 1_000_000 * turn + offset),
  }));
  expect(complete).toBe(false);
  expect(requests.length).toBeLessThan(11_000);
});
