import { ListTotals } from "./listTotals";

/** One page of a list. */
export interface ListPage<T> {
  /** How many entries the service says there are in all; undefined when it does not say. */
  readonly total: number | undefined;
  readonly entries: readonly T[];
}

/** Which page to ask for. */
export interface PageRequest {
  readonly limit: number;
  readonly offset: number;
}

/** How a list is read. */
export interface ListWalk<T> {
  readonly page: (request: PageRequest) => Promise<ListPage<T>>;
  /** The most the service shows at once. */
  readonly limit: number;
  /** Tells entries apart. */
  readonly keyOf: (entry: T) => string;
  /** What earlier walks of the same list have learned of its totals; this one adds to it. */
  readonly totals?: ListTotals;
}

/** How a walk ended. */
export interface ListEnd {
  /**
   * Whether the list was read to its end, overlapping, and brought at least as many entries as the least total that any
   * of its pages gave. Only then does an entry that did not come say anything.
   */
  readonly complete: boolean;
}

/** So many pages in a row may bring nothing new before a walk gives up, and so many are read at most. */
const idlePages = 20;
const mostPages = 5_000;

/**
 * Reads a list page by page, each entry once, while others take from it and add to it: the first page, then from the end
 * back to it. Entries that go let those behind them slide forward, into the part that is still to be read; and each page
 * takes up some entries of its neighbours, so that a part which slid backward is noticed and read again. Entries come
 * in the order they are read, not in that of the list. Returns whether the list is complete.
 * @throws what `page` throws
 */
export async function* walkList<T>(walk: ListWalk<T>): AsyncGenerator<T, ListEnd, undefined> {
  const totals = walk.totals ?? new ListTotals();
  const known = new Set<string>();
  for (let pass = 1; ; pass += 1) {
    const reader = new Reader(walk, totals, known);
    const reachedEnd = yield* onePass(reader, totals);
    const complete = reachedEnd && reader.seen.size >= reader.leastTotal;
    if (complete && reader.provesTotals) {
      totals.confirm();
    }
    // Fewer than the service counted all the while: its order is not stable. Once more may find the rest.
    if (complete || pass === 2) {
      return { complete };
    }
  }
}

/** Reads the list once; returns whether its end was reached without a gap. */
async function* onePass<T>(reader: Reader<T>, totals: ListTotals): AsyncGenerator<T, boolean, undefined> {
  const first = await reader.read(0);
  yield* first.fresh;
  const size = first.keys.length;
  if (size === 0) {
    return true;
  }
  if (first.total !== undefined && first.total > size && size > 1) {
    return yield* backward(reader, first, first.total);
  }
  const whole = first.total !== undefined && first.total <= size;
  return whole && totals.proven ? true : yield* forward(reader, first);
}

interface ReadPage<T> extends ListPage<T> {
  readonly offset: number;
  readonly keys: readonly string[];
  /** Entries not read before. */
  readonly fresh: readonly T[];
}

class Reader<T> {
  /** What this pass has read. */
  readonly seen = new Set<string>();
  /** The lowest count that the service gave; 0 where it gave none. */
  leastTotal = 0;
  #mostTotal: number | undefined;
  #totalBeyondPage = false;
  #reads = 0;
  #idle = 0;

  constructor(
    private readonly walk: ListWalk<T>,
    private readonly totals: ListTotals,
    private readonly known: Set<string>,
  ) {}

  /** Whether reading on leads nowhere: the list changes faster than it can be read, or says what is not. */
  get exhausted(): boolean {
    return this.#idle > idlePages || this.#reads > mostPages;
  }

  /** Whether the totals said just what was found, and one of them more than its page held. */
  get provesTotals(): boolean {
    return this.#totalBeyondPage && this.#mostTotal === this.leastTotal && this.seen.size === this.leastTotal;
  }

  async read(offset: number): Promise<ReadPage<T>> {
    const { total, entries } = await this.walk.page({ limit: this.walk.limit, offset });
    const before = this.seen.size;
    const alike = new Map<string, number>();
    const keys = entries.map((entry) => {
      const key = this.walk.keyOf(entry);
      const times = alike.get(key) ?? 0;
      alike.set(key, times + 1);
      return times === 0 ? key : `${key} #${times}`;
    });
    const fresh = entries.filter((_, index) => this.#isNew(keys[index] ?? ""));
    this.#reads += 1;
    this.#idle = this.seen.size > before ? 0 : this.#idle + 1;
    this.#learn(total, entries.length);
    return { total, entries, offset, keys, fresh };
  }

  #isNew(key: string): boolean {
    const isNew = !this.known.has(key);
    this.known.add(key);
    this.seen.add(key);
    return isNew;
  }

  #learn(total: number | undefined, onPage: number): void {
    if (total === undefined) {
      return;
    }
    if (total < onPage) {
      this.totals.refute();
    }
    this.#totalBeyondPage ||= total > onPage;
    this.leastTotal = this.#mostTotal === undefined ? total : Math.min(this.leastTotal, total);
    this.#mostTotal = Math.max(this.#mostTotal ?? 0, total);
  }
}

/**
 * From the end back to a page that begins within the first one. A page with fewer entries than the first shows the end,
 * whatever the total says.
 */
async function* backward<T>(
  reader: Reader<T>,
  first: ReadPage<T>,
  total: number,
): AsyncGenerator<T, boolean, undefined> {
  const size = first.keys.length;
  const step = stepOf(size);
  const prefix = new Set(first.keys);
  const suffix = new Set<string>();
  let endSeen = false;
  for (let offset = Math.max(0, total - size + 1); !reader.exhausted;) {
    const page = await reader.read(offset);
    yield* page.fresh;
    const [start] = page.keys;
    const end = page.keys.at(-1);
    if (start === undefined || end === undefined) {
      if (offset === 0) {
        return true;
      }
      if (page.total !== undefined && page.total > offset) {
        // There is nothing where the total says that there is: it counts something else.
        return yield* forward(reader, first);
      }
      endSeen = true;
      offset = Math.max(0, Math.min(offset - step, (page.total ?? offset) - size + 1));
      continue;
    }
    if (offset >= size && page.keys.length === size && page.keys.every((key) => prefix.has(key))) {
      // The service ignores the offset.
      return false;
    }
    const last = page.keys.length < size;
    endSeen ||= last;
    if (!endSeen || (!last && suffix.size > 0 && !suffix.has(end))) {
      // There is more behind it; or some have slid backward, past what was read, between this page and what is behind it.
      offset += step;
      continue;
    }
    page.keys.forEach((key) => suffix.add(key));
    if (offset === 0 || prefix.has(start)) {
      return true;
    }
    offset = Math.max(0, offset - step);
  }
  return false;
}

/** Page after page until one shows the end: where the total does not. */
async function* forward<T>(reader: Reader<T>, first: ReadPage<T>): AsyncGenerator<T, boolean, undefined> {
  const size = first.keys.length;
  const step = stepOf(size);
  let before = new Set(first.keys);
  let gap = false;
  for (let offset = step; !reader.exhausted; offset += step) {
    const page = await reader.read(offset);
    yield* page.fresh;
    // Pages of one entry cannot overlap: where the service does not count either, nothing shows a gap.
    // Where the service does not count, nothing says that entries went which the page before had shown.
    const joined =
      page.keys.length === 0 ? size === 1 || page.total !== undefined : page.keys.some((key) => before.has(key));
    gap ||= size > 1 ? !joined : page.keys.length > 0 && page.total === undefined;
    if (page.keys.length < size) {
      return !gap;
    }
    if (page.keys.every((key) => before.has(key))) {
      // The service ignores the offset: all there is to see is on this page.
      return !gap && page.total !== undefined;
    }
    before = new Set(page.keys);
  }
  return false;
}

/** How far the next page begins from this one: they overlap by a tenth, at least by one entry if they have two. */
function stepOf(size: number): number {
  return size === 1 ? 1 : size - Math.max(1, Math.floor(size / 10));
}
