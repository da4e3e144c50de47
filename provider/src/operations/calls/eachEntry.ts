import type { DmsTaskEntry } from "../../model/dmsTaskEntry";
import type { KeyPairEntry } from "../../model/keyPairEntries";
import type { FailedTaskRecord, ListedTask } from "../../model/taskEntries";
import { dmsTasks } from "../dms/dmsListing";
import { keyPairs } from "../lists/keyPairListing";
import { failedTasks, runningTasks } from "../lists/taskListing";
import type { ListEnd } from "../../tasks/walkList";
import { connectionOf, readOnly, type CallSurroundings } from "./callSurroundings";
import { checkedArgs } from "./checkedArgs";

type Each<Entry> = (args: unknown, around: CallSurroundings) => AsyncGenerator<Entry, ListEnd, undefined>;

/** The functions that list, entry by entry: a page is asked for when it is needed, and they come in no particular order. */
export const eachEntry: {
  readonly listRunningTasks: Each<ListedTask>;
  readonly listFailedTasks: Each<FailedTaskRecord>;
  readonly listKeyPairs: Each<KeyPairEntry>;
  readonly listDmsTasks: Each<DmsTaskEntry>;
} = {
  async *listRunningTasks(args, around) {
    const filter = checkedArgs("listRunningTasks", args);
    return yield* runningTasks((await connectionOf(around)).cloud, filter, readOnly(around));
  },
  async *listFailedTasks(args, around) {
    const filter = checkedArgs("listFailedTasks", args);
    return yield* failedTasks((await connectionOf(around)).cloud, filter, readOnly(around));
  },
  async *listKeyPairs(args, around) {
    checkedArgs("listKeyPairs", args);
    return yield* keyPairs((await connectionOf(around)).cloud, readOnly(around));
  },
  async *listDmsTasks(args, around) {
    const query = checkedArgs("listDmsTasks", args);
    return yield* dmsTasks(await connectionOf(around), query, readOnly(around));
  },
};
