import { report } from "../diagnostics/report";
import { adviceFor, adviceForStatus } from "../diagnostics/serviceCodes";
import { isSettingsError } from "../settings/settingsError";
import { isServiceError } from "../transport/serviceError";
import { isTransportError } from "../transport/transportError";
import { PartialCreation } from "./partialCreation";

/**
 * An error as the person sees it. For read, delete, check and diff the host prints the error and its stack a second
 * time under the stack's own row: one short pointer line each keeps that readable.
 */
class ShownError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.stack = "(see the diagnostics of the resource)";
  }

  override toString(): string {
    return "pulumi-huaweicloud-kps";
  }
}

/** Whatever was thrown, as an Error with a message; a partial creation stays what it is. */
export function shownError(error: unknown, attempted: string): Error {
  if (error instanceof PartialCreation || error instanceof ShownError) {
    return error;
  }
  return new ShownError(errorText(error, attempted), error);
}

function errorText(error: unknown, attempted: string): string {
  if (isServiceError(error)) {
    const advice = adviceFor(error.code) ?? adviceForStatus(error.status);
    return report(`${attempted}: ${error.service} refused ${error.operation}`, [
      ["answer", [`${error.status}`, error.code, error.serviceMessage].filter(Boolean).join(" ")],
      [
        "request",
        [`${error.method} ${error.path} at ${error.host}`, error.requestId && `request id ${error.requestId}`]
          .filter(Boolean)
          .join(", "),
      ],
      ["cause", advice?.cause ?? ""],
      ["note", error.advice ?? ""],
      ["next", advice?.next ?? "look at the answer above, correct what it names and run `pulumi up` again"],
    ]);
  }
  if (isTransportError(error)) {
    return report(`${attempted}: ${error.service} did not answer ${error.operation}`, [
      ["problem", error.message],
      ["next", "check kps:endpoint, kps:region, the network and the proxy settings, then run `pulumi up` again"],
    ]);
  }
  if (isSettingsError(error)) {
    return report(`${attempted} was not tried: a setting is missing or wrong`, [
      ["problem", error.message],
      ["next", "correct the setting and run `pulumi up` again"],
    ]);
  }
  if (error instanceof Error) {
    return error.name === "RefusedError" || error.name === "UnfinishedError"
      ? error.message
      : report(`${attempted} failed`, [["problem", error.message || error.name]]);
  }
  return report(`${attempted} failed`, [
    ["problem", typeof error === "string" && error !== "" ? error : "an unknown error"],
  ]);
}
