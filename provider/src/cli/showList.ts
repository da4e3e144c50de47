import { setTimeout as delay } from "node:timers/promises";
import type { Cloud } from "../client/cloud";
import type { Collected } from "../operations/lists/collect";
import type { CallOptions } from "../transport/callOptions";
import { exitStatus, exitStatusOf } from "./exitStatus";
import { listingLines, NOT_WHOLE, type Listing } from "./listing";
import { LiveView } from "./liveView";
import { jsonText } from "./plainText";
import type { Session } from "./session";

/** Pause between two looks of --watch, in ms. */
const paceMs = 3_000;

/** How a list is to be shown. */
export interface ListFlags {
  readonly json?: boolean;
  readonly watch?: boolean;
}

/** Shows a list once, or again and again until Ctrl-C, or until nobody reads it any more. */
export async function showList<T>(
  listing: Listing<T>,
  list: (options: CallOptions) => Promise<Collected<T>>,
  flags: ListFlags,
  session: Session,
  cloud: Cloud,
): Promise<number> {
  if (flags.watch === true) {
    return watch(listing, list, flags, session, cloud);
  }
  print(listing, await list({ signal: session.signal }), flags, session);
  return exitStatus.fine;
}

function print<T>(listing: Listing<T>, listed: Collected<T>, flags: ListFlags, { terminal }: Session): void {
  const { entries, complete } = listed;
  if (!complete) {
    terminal.err(`${NOT_WHOLE}\n`);
  }
  if (flags.json === true) {
    terminal.out(`${jsonText(entries.map(listing.json), flags.watch === true ? 0 : 2)}\n`);
    return;
  }
  const { lines, remark } = listingLines(listing, entries, terminal.columns(), terminal.paint);
  terminal.out(lines.map((line) => `${line}\n`).join(""));
  terminal.err(`${terminal.paintErr("dim", remark)}\n`);
}

async function watch<T>(
  listing: Listing<T>,
  list: (options: CallOptions) => Promise<Collected<T>>,
  flags: ListFlags,
  session: Session,
  cloud: Cloud,
): Promise<number> {
  const { terminal, signal } = session;
  const view = terminal.isLive && flags.json !== true ? new LiveView(terminal) : undefined;
  let listed: Collected<T> = { entries: [], complete: true };
  let before: string | undefined;
  try {
    while (terminal.isHeard()) {
      const look = await lookAgain(list, signal);
      listed = look.listed ?? listed;
      if (view !== undefined) {
        const { lines, remark } = listingLines(listing, listed.entries, terminal.columns(), terminal.paint);
        const said = look.trouble ?? [remark, ...(listed.complete ? [] : [NOT_WHOLE])].join("; ");
        view.draw(lines, `${new Date().toISOString().slice(11, 19)}Z  ${said}; Ctrl-C ends`);
      } else if (look.trouble !== undefined) {
        terminal.err(`${look.trouble}\n`);
      } else if (JSON.stringify(listed) !== before) {
        before = JSON.stringify(listed);
        print(listing, listed, flags, session);
      }
      await delay(paceMs * (cloud.settings.testTimeScale ?? 1), undefined, { signal });
    }
    return exitStatus.fine;
  } finally {
    view?.close();
  }
}

/** One look. Trouble that may pass is told and looked over; a refusal ends the watch. */
async function lookAgain<T>(
  list: (options: CallOptions) => Promise<Collected<T>>,
  signal: AbortSignal,
): Promise<{ listed?: Collected<T>; trouble?: string }> {
  try {
    // The next look is the next try.
    return { listed: await list({ signal, attempts: 1 }) };
  } catch (error) {
    if (signal.aborted || exitStatusOf(error) !== exitStatus.noAnswer || !(error instanceof Error)) {
      throw error;
    }
    return { trouble: `last look failed: ${error.message}` };
  }
}
