import { cutBytes } from "../../diagnostics/text/cutText";

/** Servers that are named of each reason: fewer where there is no room for so many. */
const NAMED = [8, 4, 2, 1];
/** Bytes of one name: those that ECS takes have 64 characters, its answers may hold longer ones. */
const LONGEST_NAME = 200;
/** Bytes of one reason, so that a single one leaves room for others. */
const LONGEST_REASON = 400;

/** Something that is true of a server. */
export interface Remark {
  /** Its name, or its id where no name is known. */
  readonly server: string;
  readonly reason: string;
  /** What the person can do; empty for nothing in particular. */
  readonly next?: string | undefined;
}

/** Where servers are told of. */
interface Place {
  /** Bytes for all lines. */
  readonly limit: number;
  /** Bytes that come before each line. */
  readonly indent?: number;
  /** `results` has the reason of each. */
  readonly inResults?: boolean;
}

/**
 * Servers by reason, the most frequent first: "12 servers: Login failed: web-3, web-7, ... and 9 more", with what to do
 * on the next line. Keeps to the limit, with fewer names if need be; the reasons that find no room are counted.
 */
export function groupedServers(remarks: readonly Remark[], { limit, indent = 0, inResults = false }: Place): string[] {
  const groups = [...groupBy(remarks)].sort(([, one], [, other]) => other.length - one.length);
  const lines: string[] = [];
  let left = limit;
  for (const [index, [reason, servers]] of groups.entries()) {
    const rest = groups.slice(index);
    const more = `${restText(rest)}${inResults ? ": see results" : ""}`;
    // What follows has to be mentioned at least.
    const room = left - (rest.length > 1 ? sizeOf([more], indent) : 0);
    const block = NAMED.map((most) => blockOf(reason, servers, most)).find((lines) => sizeOf(lines, indent) <= room);
    if (block === undefined) {
      return left >= sizeOf([more], indent) ? [...lines, more] : lines;
    }
    lines.push(...block);
    left -= sizeOf(block, indent);
  }
  return lines;
}

function groupBy(remarks: readonly Remark[]): Map<string, Remark[]> {
  const groups = new Map<string, Remark[]>();
  for (const remark of remarks) {
    const group = groups.get(remark.reason) ?? [];
    group.push(remark);
    groups.set(remark.reason, group);
  }
  return groups;
}

function blockOf(reason: string, remarks: readonly Remark[], most: number): string[] {
  const names = remarks.slice(0, most).map(({ server }) => cutBytes(server, LONGEST_NAME));
  const more = remarks.length - names.length;
  const list = `${names.join(", ")}${more > 0 ? `, ... and ${more} more` : ""}`;
  const next = remarks.find((remark) => (remark.next ?? "") !== "")?.next;
  const line = `${countText(remarks.length)}: ${cutBytes(reason, LONGEST_REASON)}: ${list}`;
  return next === undefined ? [line] : [line, `  next: ${cutBytes(next, LONGEST_REASON)}`];
}

function restText(groups: readonly (readonly [string, readonly Remark[]])[]): string {
  const servers = groups.reduce((sum, [, remarks]) => sum + remarks.length, 0);
  return `${countText(servers)} more for ${groups.length} other reason${groups.length === 1 ? "" : "s"}`;
}

function countText(servers: number): string {
  return `${servers} server${servers === 1 ? "" : "s"}`;
}

function sizeOf(lines: readonly string[], indent: number): number {
  return lines.reduce((sum, line) => sum + indent + Buffer.byteLength(line) + 1, 0);
}
