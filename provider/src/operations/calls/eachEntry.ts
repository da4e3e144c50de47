import type { DmsTaskEntry } from "../../model/dmsTaskEntry";
import type { KeyPairEntry } from "../../model/keyPairEntries";
import type { FailedTaskRecord, ListedTask } from "../../model/taskEntries";
import { dmsTasks } from "../dms/dmsListing";
import { keyPairs } from "../lists/keyPairListing";
import { failedTasks, runningTasks } from "../lists/taskListing";
import type { CallSurroundings } from "./calls";
import { checkedArgs } from "./checkedArgs";

type Each<Entry> = (args: unknown, around: CallSurroundings) => AsyncGenerator<Entry, void, undefined>;

/** The functions that list, entry by entry: a page is asked for when it is needed, and they come in no particular order. */
export const eachEntry: {
  readonly listRunningTasks: Each<ListedTask>;
  readonly listFailedTasks: Each<FailedTaskRecord>;
  readonly listKeyPairs: Each<KeyPairEntry>;
  readonly listDmsTasks: Each<DmsTaskEntry>;
} = {
  async *listRunningTasks(args, { connect }) {
    const filter = checkedArgs("listRunningTasks", args);
    yield* runningTasks((await connect()).cloud, filter);
  },
  async *listFailedTasks(args, { connect }) {
    const filter = checkedArgs("listFailedTasks", args);
    yield* failedTasks((await connect()).cloud, filter);
  },
  async *listKeyPairs(args, { connect }) {
    checkedArgs("listKeyPairs", args);
    yield* keyPairs((await connect()).cloud);
  },
  async *listDmsTasks(args, { connect }) {
    const query = checkedArgs("listDmsTasks", args);
    yield* dmsTasks(await connect(), query);
  },
};
