import { z } from "zod";

const when = z.enum(["refuse", "fail"]);
const milliseconds = z.number().min(0);
/** Further away not every answer can be dated: the dates of a zip begin in 1980. */
const thirtyYears = 30 * 365 * 86_400_000;

/**
 * Everything the service's documentation leaves open: one named switch each, with what it decides. "refuse" answers the
 * POST with 400, "fail" accepts it and ends the task as FAILED.
 */
export const quirksSchema = z.strictObject({
  missingAuth: when.describe("running server and no auth in the request"),
  unfittingAuth: when.describe(
    "running server, auth of the other kind: a private key where nothing is bound, or a password where a key pair is",
  ),
  wrongAuth: when.describe("the password, or the private key, is not the server's"),
  authOnStoppedServer: z.enum(["refuse", "ignore", "fail"]).describe("auth given for a stopped server"),
  unsupportedImage: when.describe("an operating system the service does not support"),
  closedPort: when.describe("the SSH port of a running server cannot be reached, or is another one"),
  editedAuthorizedKeys: when.describe("authorized_keys was edited by hand"),
  unknownServer: when.describe("a server id ECS does not know"),
  unbindUnbound: z.enum(["refuse", "fail", "succeed"]).describe("unbinding a server that has no key pair"),
  unbindWithoutPassword: z
    .enum(["allow", "refuse", "fail"])
    .describe("unbinding a server that has no password to fall back to"),
  replaceSameName: z
    .enum(["run", "refuse", "fail"])
    .describe("REPLACE or RESET with the key pair that is bound already"),
  secondTask: z.enum(["refuse", "queue", "run"]).describe("a second task for a server that has one running"),
  disablePasswordOmitted: z
    .enum(["leave", "disable"])
    .describe("password login after a bind that says nothing about disable_password"),
  keyNameChanges: z
    .enum(["atEnd", "atStart"])
    .describe("when ECS shows the new key_name (atStart goes back if the task fails)"),
  keyNameStaleMs: milliseconds.describe(
    "how long ECS still shows the old key_name after a task has succeeded, real time",
  ),
  unboundKeyName: z.enum(["null", "empty"]).describe("key_name of a server without a key pair"),
  serverIdFilter: z.enum(["applied", "ignored"]).describe("the parameter server_id of the list of servers"),
  failedLeaves: z.enum(["old", "new", "none"]).describe("which key opens the server after a FAILED task"),
  replaceListsKeyPair: z.enum(["new", "old"]).describe("keypair_name in the lists for REPLACE and RESET"),
  associateStatus: z.literal([202, 200]).describe("status of an accepted associate, batch-associate or disassociate"),
  associateBody: z
    .enum(["taskIdOnly", "full"])
    .describe("body of an accepted associate or disassociate: task_id alone, or with server_id and status"),
  batchStatusWord: z.enum(["FAILED", "Failed"]).describe("status of a refused element of a batch answer"),
  unknownTask: z.literal([404, 400]).describe("status for a task id the service does not know (code KPS.0001)"),
  unknownKeyPair: z
    .literal([400, 404])
    .describe("status for a key pair that does not exist (code KPS.4016), except ClearPrivateKey, always 404"),
  duplicateKeyPair: z
    .literal([400, 409])
    .describe("status for creating a key pair under a name that is taken (code KPS.0002)"),
  keyPairNameLimit: z.literal([255, 64]).describe("longest key pair name"),
  replaceResultWord: z
    .enum(["REPLACE", "RESET"])
    .describe("operation in the final status word of a REPLACE (the documentation prints RESET)"),
  operateType: z
    .enum(["status", "failed", "reset", "phase"])
    .describe(
      "operate_type in the lists: RUNNING_x and FAILED_x; FAILED_x in both; RUNNING_RESET always; RUNNING or FAILED alone",
    ),
  errorCode: z.enum(["null", "text"]).describe("task_error_code of a failed task"),
  taskTimeUnit: z
    .enum(["ms", "s", "ns", "beyond"])
    .describe("unit of task_time; beyond: a number that is no moment at all"),
  failedTaskTime: z.enum(["start", "end"]).describe("what task_time of a failed task means"),
  listTaskId: z
    .enum(["task", "server"])
    .describe("task_id of list entries: the task's, or the server's (the documentation says VM id)"),
  taskIds: z
    .enum(["uuid", "path", "slash", "blank", "long"])
    .describe("form of the ids of new tasks: a UUID, or ../x, a/b, a blank, 300 characters"),
  pageCap: z.number().int().min(0).describe("records in a page of a task list at most, whatever limit says; 0 = 1000"),
  listTotal: z
    .enum(["right", "omitted", "page", "short", "long"])
    .describe("total of a task list: right, not there, that of the page, one too few, one too many"),
  answersAbout: z
    .enum(["asked", "otherTask", "otherServer", "otherKeyPair"])
    .describe("what a read by id answers about: what was asked for, or another task, server or key pair than that"),
  runningListDelayMs: milliseconds.describe("how long after the POST a task shows up in the running list, real time"),
  failedListDelayMs: milliseconds.describe(
    "how long after its end a failed task shows up in the failed list, real time",
  ),
  runningListOmits: z.boolean().describe("running tasks are missing from the running list"),
  failedListOmits: z.boolean().describe("failed tasks are missing from the failed list"),
  failedRetentionMs: milliseconds.describe("how long records of failed tasks are kept, real time; 0 = for ever"),
  taskRetentionMs: milliseconds.describe("how long an ended task can be read by its id, real time; 0 = for ever"),
  deletedFailedTask: z.enum(["readable", "gone"]).describe("reading a failed task by id after its record was deleted"),
  listFrozenState: z.enum(["string", "number"]).describe("type of frozen_state in the list of key pairs"),
  keyPairTimeUnit: z.enum(["ms", "s"]).describe("unit of create_time, update_time and delete_time"),
  batchImportNesting: z.enum(["keypair", "keypair.keypair"]).describe("where a batch import answers the key pair"),
  dmsPaging: z
    .enum(["both", "start", "offset"])
    .describe("paging dialect of DMS; a parameter of the other one is ignored"),
  lockAfterWrong: z.number().int().min(0).describe("wrong signatures in a row that lock an access key; 0 = never"),
  lockMs: milliseconds.describe("how long a locked access key is refused, real time"),
  clockOffsetMs: z
    .number()
    .min(-thirtyYears)
    .max(thirtyYears)
    .describe("how far the service's clock is ahead of the machine's"),
});

/** Named switches for what is not documented. */
export type Quirks = z.output<typeof quirksSchema>;

/** Some of the switches. */
export const quirksPatchSchema = quirksSchema.partial();
export type QuirksPatch = z.output<typeof quirksPatchSchema>;

/** What the emulator does unless told otherwise. */
export const defaultQuirks: Quirks = {
  missingAuth: "refuse",
  unfittingAuth: "refuse",
  wrongAuth: "fail",
  authOnStoppedServer: "refuse",
  unsupportedImage: "fail",
  closedPort: "fail",
  editedAuthorizedKeys: "fail",
  unknownServer: "refuse",
  unbindUnbound: "refuse",
  unbindWithoutPassword: "allow",
  replaceSameName: "run",
  secondTask: "refuse",
  disablePasswordOmitted: "leave",
  keyNameChanges: "atEnd",
  keyNameStaleMs: 0,
  unboundKeyName: "null",
  serverIdFilter: "applied",
  failedLeaves: "old",
  replaceListsKeyPair: "new",
  associateStatus: 202,
  associateBody: "taskIdOnly",
  batchStatusWord: "FAILED",
  unknownTask: 404,
  unknownKeyPair: 404,
  duplicateKeyPair: 400,
  keyPairNameLimit: 255,
  replaceResultWord: "REPLACE",
  operateType: "status",
  errorCode: "null",
  taskTimeUnit: "ms",
  failedTaskTime: "start",
  listTaskId: "task",
  taskIds: "uuid",
  pageCap: 0,
  listTotal: "right",
  answersAbout: "asked",
  runningListDelayMs: 0,
  failedListDelayMs: 0,
  runningListOmits: false,
  failedListOmits: false,
  failedRetentionMs: 0,
  taskRetentionMs: 0,
  deletedFailedTask: "readable",
  listFrozenState: "string",
  keyPairTimeUnit: "ms",
  batchImportNesting: "keypair.keypair",
  dmsPaging: "both",
  lockAfterWrong: 5,
  lockMs: 300_000,
  clockOffsetMs: 0,
};
