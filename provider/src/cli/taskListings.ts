import type { FailedTaskRecord, ListedTask } from "../model/taskEntries";
import type { Listing } from "./listing";
import type { Column } from "./table";
import { timeText } from "./timeText";

const started: Column<ListedTask> = { title: "STARTED", rank: 2, text: ({ taskTime }) => timeText(taskTime) };
const server: Column<ListedTask> = { title: "SERVER", rank: 6, least: 12, text: nameOrId };
const serverId: Column<ListedTask> = { title: "SERVER ID", rank: 1, text: (task) => task.serverId };
const keyPair: Column<ListedTask> = { title: "KEY PAIR", rank: 3, least: 12, text: ({ keyPairName }) => keyPairName };
const taskId: Column<ListedTask> = { title: "TASK", rank: 5, text: (task) => task.taskId };
const operation: Column<ListedTask> = {
  title: "OPERATION",
  rank: 4,
  text: (task) => task.operation ?? task.operateType,
};

/** The id may have no room of its own. */
function nameOrId({ serverName, serverId: id }: ListedTask): string {
  return serverName.trim() === "" ? id : serverName;
}

/** Running tasks as a table. */
export const runningListing: Listing<ListedTask> = {
  what: ["running task", "running tasks"],
  columns: [started, server, serverId, keyPair, operation, taskId],
  json: (task) => task,
};

/** Records of failed tasks as a table. */
export const failedListing: Listing<FailedTaskRecord> = {
  what: ["failed task", "failed tasks"],
  columns: [
    started,
    server,
    serverId,
    keyPair,
    operation,
    taskId,
    {
      title: "WHY",
      rank: 7,
      least: 24,
      style: () => "red",
      text: ({ errorCode, errorMessage }) => [errorCode, errorMessage].filter(Boolean).join(": ") || "no reason given",
    },
  ],
  json: (task) => task,
};
