import { report } from "../diagnostics/report";
import { adviceFor } from "../diagnostics/serviceCodes";
import { isSettingsError } from "../settings/settingsError";
import { SnapshotDeadlineError } from "../tasks/snapshotDeadlineError";
import { isTaskDeadlineError } from "../tasks/taskDeadlineError";
import { isServiceError, type ServiceError } from "../transport/serviceError";
import { isTransportError } from "../transport/transportError";

/** An error as the person at the command line reads it. Holds no secret. */
export function errorText(error: unknown): string {
  if (isServiceError(error)) {
    return report(`${error.service} refused ${error.operation}`, [
      ["answer", [`${error.status}`, error.code, error.serviceMessage].filter(Boolean).join(" ")],
      [
        "request",
        [`${error.method} ${error.path} at ${error.host}`, error.requestId && `request id ${error.requestId}`]
          .filter(Boolean)
          .join(", "),
      ],
      ["cause", adviceFor(error.code)?.cause ?? ""],
      ["next", nextAfter(error)],
    ]);
  }
  if (isTransportError(error)) {
    return report(`${error.service} did not answer ${error.operation}`, [
      ["problem", error.message],
      [
        "next",
        "check --endpoint, --region, the network and the proxy settings; `huaweicloud-kps doctor` checks them all",
      ],
    ]);
  }
  if (isSettingsError(error)) {
    return report(inFlags(error.message), [
      ["next", "give the flag, or set one of the variables or files named above"],
    ]);
  }
  if (isTaskDeadlineError(error) || error instanceof SnapshotDeadlineError) {
    return report(error.message, [["next", "wait again, longer with --timeout"]]);
  }
  return error instanceof Error ? error.message || error.name : "an unknown error";
}

function nextAfter(error: ServiceError): string {
  if (error.status >= 500 || error.status === 429) {
    return "try again in a few minutes; if it stays, give the request id to Huawei Cloud support";
  }
  if (error.status === 401) {
    return "check the access key and secret key, or the token; `huaweicloud-kps doctor` shows where they come from";
  }
  return adviceFor(error.code)?.next ?? "correct what the answer names";
}

/** A flag stands where the stack configuration would. */
function inFlags(message: string): string {
  return message
    .replace(/kps:(region|profile|endpoint) in the stack configuration/g, "--$1")
    .replace(/kps:projectId in the stack configuration/g, "--project-id");
}
