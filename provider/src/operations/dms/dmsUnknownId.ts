import { isServiceError } from "../../transport/serviceError";
import { UnknownIdError } from "../step/unknownIdError";

const unknownInstance = "DMS.00404022";
const unknownTask = "DMS.00400070";
/** A 404 of DMS that is about the address, not about what it names. */
const wrongAddress = "DMS.00404001";

/** An UnknownIdError where DMS says that it does not know the instance or the task, any other error as it came. */
export function namedDmsError(error: unknown, instanceId: string, taskId?: string): unknown {
  if (!isServiceError(error) || error.service !== "DMS") {
    return error;
  }
  const code = error.code?.toUpperCase() ?? "";
  if (code === unknownInstance) {
    return new UnknownIdError("DMS instance", instanceId, error, "check the instance id, the region and the project");
  }
  // A 404 without a word of DMS may be that of somebody on the way.
  const isUnknownTask =
    code === unknownTask || (error.status === 404 && code.startsWith("DMS.") && code !== wrongAddress);
  return taskId !== undefined && isUnknownTask
    ? new UnknownIdError("DMS task", taskId, error, "check the task id; a record that was deleted cannot be read")
    : error;
}
