import { cutText } from "../diagnostics/text/cutText";
import { visibleLine } from "../diagnostics/text/visibleText";
import type { KnownSecrets } from "../diagnostics/secrets/knownSecrets";
import type { IncomingResponse } from "./exchange";
import { readRefusalBody } from "./refusalBody";
import { retryAfterMs } from "./retryAfter";
import { ServiceError } from "./serviceError";
import type { Reply } from "./serviceRequest";

/** What was attempted, for errors. */
export interface Attempted {
  readonly service: string;
  readonly operation: string;
  readonly method: string;
  readonly host: string;
  readonly path: string;
}

/** A successful response for those who read it. */
export function replyOf(attempted: Attempted, response: IncomingResponse, secrets: KnownSecrets): Reply {
  return {
    status: response.status,
    bytes: response.bytes,
    header: response.header,
    json: () => JSON.parse(response.bytes.toString("utf8")) as unknown,
    refusal: ({ code, message, accepted }) =>
      new ServiceError({
        ...attempted,
        status: response.status,
        code: shown(code, secrets),
        serviceMessage: shown(message, secrets),
        requestId: shown(response.header("x-request-id"), secrets),
        accepted,
      }),
  };
}

/** What an error needs besides the response. */
export interface RefusalFrame {
  readonly secrets: KnownSecrets;
  /** For a person whose credential was refused. */
  readonly advice?: string | undefined;
  /** The present by the service's clock, ms since 1970. */
  readonly nowMs: number;
}

/** The error for a response that is no success. */
export function refusalOf(attempted: Attempted, response: IncomingResponse, frame: RefusalFrame): ServiceError {
  const body = readRefusalBody(response.bytes.toString("utf8"));
  return new ServiceError({
    ...attempted,
    status: response.status,
    code: shown(body.code, frame.secrets),
    serviceMessage: shown(body.message, frame.secrets),
    requestId: shown(response.header("x-request-id") ?? body.requestId, frame.secrets),
    retryAfterMs: retryAfterMs(response.header("retry-after"), frame.nowMs),
    advice: response.status === 401 ? frame.advice : undefined,
  });
}

/** So much of a text of the service is looked at, and so much is shown, in characters. */
const longestRead = 16 * 1024;
const longestShown = 500;

function shown(text: string | undefined, secrets: KnownSecrets): string | undefined {
  const clean = visibleLine(secrets.redact((text ?? "").slice(0, longestRead)));
  return clean === "" ? undefined : cutText(clean, longestShown);
}
