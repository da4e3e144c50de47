import { createHash } from "node:crypto";
import { z } from "zod";
import { readableId, serverIdIn } from "./id";
import { optionalText } from "./text";

/** An entry of a list that cannot be read. It counts as an entry; what it names may be busy. */
export interface UnreadableEntry {
  /** Tells it apart from the other unreadable entries of its page, and is the same when it is read again. */
  readonly key: string;
  /** The ids that it names all the same: of a server, or of a task that the service lists by its server. */
  readonly names: readonly string[];
  /** The key pair that it names all the same. */
  readonly keyPairName?: string;
}

/** The entries of a page, each judged by itself. */
export interface JudgedEntries<T> {
  readonly readable: readonly T[];
  readonly unreadable: readonly UnreadableEntry[];
}

const naming = z.object({
  server_id: readableId.catch(undefined),
  task_id: readableId.catch(undefined),
  keypair_name: optionalText.catch(undefined),
});

/** Reads each entry by its schema; one odd entry of somebody else spoils nothing for the others. */
export function judgedEntries<S extends z.ZodType>(schema: S, entries: readonly unknown[]): JudgedEntries<z.output<S>> {
  const readable: z.output<S>[] = [];
  const unreadable: UnreadableEntry[] = [];
  const alike = new Map<string, number>();
  for (const entry of entries) {
    const read = schema.safeParse(entry);
    if (read.success) {
      readable.push(read.data);
      continue;
    }
    const hash = createHash("sha256").update(written(entry)).digest("hex");
    const before = alike.get(hash) ?? 0;
    alike.set(hash, before + 1);
    unreadable.push({ key: `unreadable ${hash} ${before}`, ...namedIn(entry) });
  }
  return { readable, unreadable };
}

/** An entry as JSON; one that is nested deeper than can be written is told by that alone. */
function written(entry: unknown): string {
  try {
    return JSON.stringify(entry);
  } catch {
    return "nested too deep";
  }
}

function namedIn(entry: unknown): Pick<UnreadableEntry, "names" | "keyPairName"> {
  const { data } = naming.safeParse(entry);
  const names = [data?.server_id, data?.task_id].filter((name) => name !== undefined).map(serverIdIn);
  return { names, ...(data?.keypair_name === undefined ? {} : { keyPairName: data.keypair_name }) };
}

/**
 * The entries of a list answer. An empty list may come as null, or be left out beside a count of 0; an answer without either
 * (`{}`) says nothing, and taken for "none" it would deny what is there: it is refused as unreadable.
 */
export function entriesOf<T>(
  entries: readonly T[] | null | undefined,
  count: number | undefined,
  context: z.RefinementCtx,
): readonly T[] {
  if (entries === undefined && count !== 0) {
    context.addIssue("neither entries nor a count of 0");
  }
  return entries ?? [];
}
