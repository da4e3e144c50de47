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
    noticeOf: (serverId) => (text) => {
      const { reason, serverName } = reasonOf(text, serverId);
      remarks.push({ server: serverName ?? serverId, reason });
    },
    tell: () => {
      if (remarks.length > 0) {
        say(groupedServers(remarks, { limit: LIMIT }).join("\n"));
      }
    },
  };
}
