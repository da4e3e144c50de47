/** A documented refusal and what it says. */
export interface RefusalSample {
  readonly service: "KPS" | "gateway" | "ECS" | "IAM" | "DMS";
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly body: unknown;
}

function plain(service: RefusalSample["service"], status: number, code: string, message: string): RefusalSample {
  return { service, status, code, message, body: { error_code: code, error_msg: message } };
}

/** KPS, every documented code. */
export const kpsRefusals: readonly RefusalSample[] = [
  plain("KPS", 400, "KPS.0001", "Illegal task ID"),
  plain("KPS", 400, "KPS.0002", "参数错误"),
  plain("KPS", 400, "KPS.0005", "The failed task does not exist"),
  plain("KPS", 400, "KPS.0006", "The user does not exist"),
  plain("KPS", 400, "KPS.4016", "The key pair does not exist"),
  plain("KPS", 400, "KPS.6004", "No key pair found"),
  plain("KPS", 400, "KPS.6005", "No managed private key"),
  plain("KPS", 400, "KPS.6008", "Encrypting the private key failed"),
  plain("KPS", 400, "KPS.6010", "Saving the private key failed"),
  plain("KPS", 400, "KPS.6011", "The private key does not fit the public key"),
  plain("KPS", 401, "KPS.9001", "The token is missing or the authentication failed"),
  plain("KPS", 401, "KPS.9002", "Access of the public test is denied"),
  plain("KPS", 403, "KPS.6009", "Verifying the key pair failed"),
  plain("KPS", 403, "KPS.9003", "No permission"),
  plain("KPS", 403, "KPS.9004", "The account is frozen"),
  plain("KPS", 403, "KPS.9005", "The account is restricted"),
  plain("KPS", 403, "KPS.9006", "Unknown user type"),
  plain("KPS", 404, "KPS.6005", "No managed private key"),
  plain("KPS", 500, "KPS.0003", "A service depended on is unavailable"),
  plain("KPS", 500, "KPS.0004", "Response error"),
  plain("KPS", 500, "KPS.5001", "Database query error"),
  plain("KPS", 500, "KPS.5002", "Database insert error"),
  plain("KPS", 500, "KPS.5003", "Database delete error"),
  plain("KPS", 500, "KPS.5004", "Database update error"),
  plain("KPS", 500, "KPS.6007", "Creating the KEK failed"),
];

function gateway(status: number, code: string, message: string): RefusalSample {
  const body = { error_code: code, error_msg: message, request_id: "7e2f1c0d9b8a47c3a5d4e3f201928374" };
  return { service: "gateway", status, code, message, body };
}

/** The API gateway, every documented code. */
export const gatewayRefusals: readonly RefusalSample[] = [
  gateway(404, "APIGW.0101", "The API does not exist or has not been published in the environment"),
  gateway(404, "APIGW.0103", "The backend does not exist"),
  gateway(400, "APIGW.0201", "Bad request"),
  gateway(413, "APIGW.0201", "Request entity too large"),
  gateway(414, "APIGW.0201", "Request URI too large"),
  gateway(494, "APIGW.0201", "Request headers too large"),
  gateway(502, "APIGW.0201", "Backend unavailable"),
  gateway(504, "APIGW.0201", "Backend timeout"),
  gateway(401, "APIGW.0301", "Incorrect IAM authentication information: decrypt token fail"),
  gateway(403, "APIGW.0302", "The IAM user is not authorized to access the API"),
  gateway(401, "APIGW.0303", "Incorrect app authentication information"),
  gateway(429, "APIGW.0308", "The throttling threshold has been reached: policy user over ratelimit,limit:300"),
];

/** The other services, one of each form. */
export const otherRefusals: readonly RefusalSample[] = [
  {
    service: "ECS",
    status: 404,
    code: "Ecs.0114",
    message: "Instance[66666666] could not be found.",
    body: { error: { code: "Ecs.0114", message: "Instance[66666666] could not be found." } },
  },
  {
    service: "IAM",
    status: 401,
    code: "Unauthorized",
    message: "The username or password is wrong.",
    body: { error: { code: 401, title: "Unauthorized", message: "The username or password is wrong." } },
  },
  plain("DMS", 400, "DMS.00400017", "The background task is still running."),
  plain("DMS", 400, "DMS.00400026", "Another operation is in progress."),
  plain("DMS", 400, "DMS.00400070", "Invalid background task ID."),
  plain("DMS", 404, "DMS.00404001", "The requested URL does not exist."),
  plain("DMS", 404, "DMS.00404022", "This instance does not exist."),
];
