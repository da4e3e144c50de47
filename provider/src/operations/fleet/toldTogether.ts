import { groupedServers, type Remark } from "./groupedServers";
import { reasonOf } from "./reasonOf";

/** Bytes of all that is told in one go. */
const LIMIT = 4_000;

/** Keeps what is said of single servers, to tell all of it in one go: a line for every reason instead of every server. */
export function toldTogether(say: (text: string) => void): {
  /** Says something of a server. */
  noticeOf: (serverId: string) => (text: string) => void;
  /** Tells what was kept. */
  tell: () => void;
} {
  const remarks: Remark[] = [];
  return {
    noticeOf: (serverId) => (text) => remarks.push(remarkOf(text, serverId)),
    tell: () => {
      if (remarks.length > 0) {
        say(groupedServers(remarks, { limit: LIMIT }).join("\n"));
      }
    },
  };
}

/** What the first line says, and where that ends in a colon, what it leads to: the headline of a report. */
function remarkOf(text: string, serverId: string): Remark {
  const [first = "", second] = text.split("\n");
  const leads = first.endsWith(":") && second !== undefined;
  const { reason, serverName } = reasonOf(leads ? second : first, serverId);
  return { server: serverName ?? serverId, reason: leads ? `${first} ${reason}` : reason };
}
