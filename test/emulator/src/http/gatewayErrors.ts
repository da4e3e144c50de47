import { Refusal } from "../refusal";

/** A refusal of the gateway in front of every service. The request id is added when it is sent. */
export function gatewayRefusal(status: number, code: string, message: string): Refusal {
  return new Refusal(status, { error_code: code, error_msg: message, request_id: "" });
}

/** 401: who sent it is not known. */
export function unauthenticated(reason: string): Refusal {
  return gatewayRefusal(401, "APIGW.0301", `Incorrect IAM authentication information: ${reason}`);
}

/** 429: the quota of the user is used up. */
export function throttled(limit: number): Refusal {
  return gatewayRefusal(
    429,
    "APIGW.0308",
    `The throttling threshold has been reached: policy user over ratelimit,limit:${limit},time:1 minute`,
  );
}
