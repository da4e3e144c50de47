import { z } from "zod";
import type { Reply } from "../../transport/serviceRequest";
import { readableId } from "../wire/id";
import { optionalText } from "../wire/text";

/** Answer to associate and disassociate: the task, or why there is none. */
export const submissionWire = z.object({
  task_id: readableId,
  server_id: optionalText,
  status: optionalText,
  error_code: optionalText,
  error_msg: optionalText,
});

export type SubmissionWire = z.output<typeof submissionWire>;

/** A task that the service has accepted. */
export interface SubmittedTask {
  readonly taskId: string;
  /** `x-request-id` of the answer: what support asks for. */
  readonly requestId?: string;
}

/** Whether the answer says FAILED, in any spelling. */
export function saysFailed(submission: SubmissionWire): boolean {
  return submission.status?.toUpperCase() === "FAILED";
}

/**
 * The accepted task of a 2xx answer.
 * @throws ServiceError when the answer says FAILED or names no task.
 */
export function readSubmission(reply: Reply): SubmittedTask {
  const submission = submissionWire.parse(reply.json());
  const explicit = saysFailed(submission) || submission.error_code !== undefined;
  if (submission.task_id === undefined || saysFailed(submission)) {
    throw reply.refusal({
      code: submission.error_code,
      message: submission.error_msg ?? (explicit ? undefined : "the answer names no task"),
      accepted: explicit ? "no" : "unknown",
    });
  }
  const requestId = reply.header("x-request-id");
  return { taskId: submission.task_id, ...(requestId === undefined ? {} : { requestId }) };
}
