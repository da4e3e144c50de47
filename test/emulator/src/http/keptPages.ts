import type { World } from "../world/world";

/** A page as it was written last. */
interface Page {
  before: string;
  records: readonly Buffer[];
  after: string;
  bytes: Buffer;
}

/** As many pages as a client takes in one pass over ten thousand records, and some. */
const mostPages = 16;
const comma = ",".charCodeAt(0);

/** Pages of a list, kept as bytes: clients ask for the same pages again and again, and records rarely change. */
export class KeptPages {
  private readonly pages = new WeakMap<World, Map<string, Page>>();

  /**
   * The bytes of `before`, the records with commas between them, and `after`: those of the last time if nothing has changed.
   *
   * @param key what was asked for
   * @param records JSON; a record that has not changed is the same object as the last time
   */
  write(world: World, key: string, before: string, records: readonly Buffer[], after: string): Buffer {
    const pages = this.pages.get(world) ?? new Map<string, Page>();
    const last = pages.get(key);
    if (last?.before === before && last.after === after && isSame(last.records, records)) {
      return last.bytes;
    }
    const bytes = join(Buffer.from(before), records, Buffer.from(after));
    pages.delete(key);
    pages.set(key, { before, records, after, bytes });
    const [oldest] = pages.keys();
    if (oldest !== undefined && pages.size > mostPages) {
      pages.delete(oldest);
    }
    this.pages.set(world, pages);
    return bytes;
  }
}

function isSame(one: readonly Buffer[], other: readonly Buffer[]): boolean {
  return one.length === other.length && one.every((record, index) => record === other[index]);
}

/** Several times as fast as joining texts and turning the result into bytes. */
function join(before: Buffer, records: readonly Buffer[], after: Buffer): Buffer {
  const commas = Math.max(0, records.length - 1);
  const size = records.reduce((sum, record) => sum + record.length, before.length + commas + after.length);
  const bytes = Buffer.allocUnsafe(size);
  bytes.set(before);
  let at = before.length;
  records.forEach((record, index) => {
    if (index > 0) {
      bytes[at] = comma;
      at += 1;
    }
    bytes.set(record, at);
    at += record.length;
  });
  bytes.set(after, at);
  return bytes;
}
