import { z } from "zod";
import type { Reply } from "../../transport/serviceRequest";
import { requireSameId } from "../wire/echo";
import { readableId } from "../wire/id";
import { optionalText, reasonText } from "../wire/text";

/** Answer to associate and disassociate: the task, or why there is none. */
const wire = z.object({
  task_id: readableId,
  server_id: optionalText,
  status: optionalText,
  error_code: reasonText,
  error_msg: reasonText,
});

/** A task that the service has accepted. */
export interface SubmittedTask {
  readonly taskId: string;
  /** `x-request-id` of the answer: what support asks for. */
  readonly requestId?: string;
}

/**
 * Reads the accepted task of a 2xx answer to a POST about a server. What thereby is thrown leaves open whether the POST
 * was accepted, unless the answer itself says FAILED.
 * @throws ServiceError when the answer says FAILED, or names no task that could be asked for; UnreadableAnswer when it is
 * about another server
 */
export function submissionOf(serverId: string): (reply: Reply) => SubmittedTask {
  return (reply) => {
    const submission = wire.parse(reply.json());
    requireSameId("server", serverId, submission.server_id);
    const failed = submission.status?.toUpperCase() === "FAILED";
    const explicit = failed || submission.error_code !== undefined;
    if (submission.task_id === undefined || failed) {
      throw reply.refusal({
        code: submission.error_code,
        message: submission.error_msg ?? (explicit ? undefined : "the answer names no task that could be asked for"),
        accepted: explicit ? "no" : "unknown",
      });
    }
    const requestId = reply.header("x-request-id");
    return { taskId: submission.task_id, ...(requestId === undefined ? {} : { requestId }) };
  };
}
