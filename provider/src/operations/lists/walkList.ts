/** One page of a list: how many entries the service says there are in all, and those of the page. */
export interface ListPage<T> {
  readonly total: number;
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
}

/**
 * Reads a list page by page, each entry once, while others take from it and add to it: the first page, then from the end
 * back to it. Entries that go let those behind them slide forward, into the part that is still to be read; and each page
 * takes up some entries of its neighbours, so that a part which slid backward is noticed and read again. Entries come
 * in the order they are read, not in that of the list.
 * @throws what `page` throws
 */
export async function* walkList<T>(walk: ListWalk<T>): AsyncGenerator<T, void, undefined> {
  const known = new Set<string>();
  for (let pass = 1; pass <= 2; pass += 1) {
    const reader = new Reader(walk, known);
    const first = await reader.read(0);
    yield* first.fresh;
    // A total that is no more than a full page may only be the length of the page.
    const counted = first.total > first.keys.length;
    if (counted) {
      yield* backward(reader, first);
    } else if (first.keys.length >= walk.limit) {
      yield* forward(reader, first.keys.length);
    }
    // Fewer than the service counted all the while: its order is not stable. Once more will find the rest.
    if (known.size >= reader.leastTotal) {
      return;
    }
  }
}

interface ReadPage<T> extends ListPage<T> {
  readonly offset: number;
  readonly keys: readonly string[];
  /** Entries not read before. */
  readonly fresh: readonly T[];
}

class Reader<T> {
  /** The lowest count that the service gave. */
  leastTotal = Infinity;

  constructor(
    private readonly walk: ListWalk<T>,
    private readonly known: Set<string>,
  ) {}

  async read(offset: number): Promise<ReadPage<T>> {
    const { total, entries } = await this.walk.page({ limit: this.walk.limit, offset });
    const keys = entries.map(this.walk.keyOf);
    const fresh = entries.filter((_, index) => this.isNew(keys[index] ?? ""));
    this.leastTotal = Math.min(this.leastTotal, total);
    return { total, entries, offset, keys, fresh };
  }

  private isNew(key: string): boolean {
    const isNew = !this.known.has(key);
    this.known.add(key);
    return isNew;
  }
}

/** From the end back to a page that begins within the first one. */
async function* backward<T>(reader: Reader<T>, first: ReadPage<T>): AsyncGenerator<T, void, undefined> {
  const size = first.keys.length;
  const overlap = overlapOf(size);
  const prefix = new Set(first.keys);
  const suffix = new Set<string>();
  for (let offset = Math.max(0, first.total - size); ;) {
    const page = await reader.read(offset);
    yield* page.fresh;
    const [start] = page.keys;
    const end = page.keys.at(-1);
    if (start === undefined || end === undefined) {
      if (page.total > offset) {
        // There is nothing where the total says that there is: it counts something else.
        yield* forward(reader, size);
        return;
      }
      if (page.total === 0) {
        return;
      }
      offset = Math.max(0, page.total - size);
      continue;
    }
    if (offset + page.keys.length < page.total && !suffix.has(end)) {
      // Between this page and what is behind it some may have slid backward, past what was read.
      offset += Math.max(1, page.keys.length - overlapOf(page.keys.length));
      continue;
    }
    page.keys.forEach((key) => suffix.add(key));
    if (offset === 0 || prefix.has(start)) {
      return;
    }
    offset = Math.max(0, offset - Math.max(1, size - overlap));
  }
}

/** Page after page until one is empty or brings nothing new: where the service does not say how many there are. */
async function* forward<T>(reader: Reader<T>, from: number): AsyncGenerator<T, void, undefined> {
  for (let offset = Math.max(1, from - overlapOf(from)); ;) {
    const page = await reader.read(offset);
    yield* page.fresh;
    if (page.fresh.length === 0) {
      return;
    }
    offset += Math.max(1, page.keys.length - overlapOf(page.keys.length));
  }
}

function overlapOf(entries: number): number {
  return Math.floor(entries / 10);
}

/** All of them in an array. */
export async function collect<T>(entries: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const entry of entries) {
    all.push(entry);
  }
  return all;
}

/** All of them in an array, by their times; those without one last. */
export async function collectOldestFirst<T>(
  entries: AsyncIterable<T>,
  timeOf: (entry: T) => string | undefined,
): Promise<T[]> {
  const rank = (entry: T): number => {
    const time = timeOf(entry);
    return time === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(time);
  };
  return (await collect(entries)).sort((one, other) => rank(one) - rank(other));
}
