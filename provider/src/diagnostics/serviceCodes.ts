import { resourceSpeaker, type Speaker } from "./speaker";

/** What a code of the service or of the API gateway before it means, and what a person can do. */
export interface CodeAdvice {
  cause: string;
  next: string;
}

/** Stand for the words of whoever speaks. */
const CREDENTIALS_NEXT = "check {credentials}";
const LATER_NEXT = "{again} in a few minutes; if it keeps failing, give the ids above to Huawei Cloud support";

/** KPS codes of the "Error Codes" page of the DEW API reference, and the gateway's of the APIG pages. */
const ADVICE: Readonly<Record<string, CodeAdvice>> = {
  "KPS.0001": {
    cause: "the service does not know this task id, or it is malformed",
    next: "check the id with `listRunningTasks` or `listFailedTasks`; finished tasks are forgotten after a while",
  },
  "KPS.0002": {
    cause:
      "a parameter was refused; often: a server id that does not exist in this project, a server whose image KPS does not support, or encryption given for an imported public key without its private key",
    next: "check the values named above against the project and region in use",
  },
  "KPS.0003": { cause: "a service that KPS depends on is not available", next: LATER_NEXT },
  "KPS.0004": { cause: "KPS got an answer it could not use from a service it depends on", next: LATER_NEXT },
  "KPS.0005": {
    cause: "there is no such record in the failed-task list",
    next: "nothing to do if it was to be deleted: it is gone",
  },
  "KPS.0006": {
    cause: "the IAM user was not found",
    next: "check userId: it is the id, not the name, of an IAM user of this account",
  },
  "KPS.4016": {
    cause: "there is no key pair of this name, or it belongs to another IAM user (key pairs of scope user are private)",
    next: 'check the name and the region; to share a pair within the account create it with scope "account"',
  },
  "KPS.5001": { cause: "the service's own database did not answer a query", next: LATER_NEXT },
  "KPS.5002": { cause: "the service's own database refused an insertion", next: LATER_NEXT },
  "KPS.5003": { cause: "the service's own database refused a deletion", next: LATER_NEXT },
  "KPS.5004": { cause: "the service's own database refused an update", next: LATER_NEXT },
  "KPS.6004": {
    cause: "no key pair was found, or it belongs to another IAM user",
    next: "check the name, the region and the IAM user",
  },
  "KPS.6005": {
    cause: "KPS does not host the private key of this pair",
    next: "give the private key in auth, or host it with keyProtection",
  },
  "KPS.6007": {
    cause: "the key that encrypts hosted private keys could not be created",
    next: "check the KMS quota and the permission kms:cmk:create, then {again}",
  },
  "KPS.6008": {
    cause: "the private key could not be encrypted",
    next: "check that the KMS key is enabled and that kms:cmk:createDataKey is granted",
  },
  "KPS.6009": {
    cause: "the key pair could not be verified",
    next: "check that the key pair belongs to the IAM user in use",
  },
  "KPS.6010": { cause: "the private key could not be stored", next: LATER_NEXT },
  "KPS.6011": {
    cause: "the private key does not belong to the public key of the pair",
    next: "give the private key whose public half is the pair's publicKey",
  },
  "KPS.9001": { cause: "the token is missing or was refused", next: CREDENTIALS_NEXT },
  "KPS.9002": {
    cause: "this function is in public test, and the account does not take part in it",
    next: "ask Huawei Cloud support to enable it",
  },
  "KPS.9003": {
    cause: "the IAM user has no permission for this call",
    next: "grant the action the call needs (for KPS the system policy DEW KeypairFullAccess holds them all)",
  },
  "KPS.9004": { cause: "the account is frozen", next: "settle the account's bill or contact Huawei Cloud support" },
  "KPS.9005": { cause: "the account is restricted", next: "settle the account's bill or contact Huawei Cloud support" },
  "KPS.9006": {
    cause: "the type of the IAM user is not known to the service",
    next: "use an ordinary IAM user of the account",
  },
  "Ecs.0114": { cause: "ECS knows no server of this id in this project", next: "check serverId, region and project" },
  "Ecs.0314": {
    cause: "the key pair belongs to another IAM user",
    next: 'use a key pair of scope "account", or the credentials of its owner',
  },
  "APIGW.0101": {
    cause: "the gateway knows no such API: the endpoint or the region is wrong, or the service is not offered there",
    next: "check {region} and {endpoint}",
  },
  "APIGW.0103": {
    cause: "the gateway found no service behind this API",
    next: "check {region}; KPS may not be offered there",
  },
  "APIGW.0201": {
    cause: "the gateway could not pass the request on (malformed, too large, or the service behind it is down)",
    next: LATER_NEXT,
  },
  "APIGW.0301": {
    cause:
      "the credentials were refused: wrong secret key, unknown access key, or an expired token; five wrong attempts lock an access key for minutes",
    next: CREDENTIALS_NEXT,
  },
  "APIGW.0302": {
    cause: "the IAM user is not authorised for this API",
    next: "grant the permission the call needs, or use another IAM user",
  },
  "APIGW.0303": { cause: "the gateway refused the application's authentication", next: CREDENTIALS_NEXT },
  "APIGW.0305": {
    cause: "the gateway's policy does not let this caller in",
    next: "ask the owner of the account's access policies",
  },
  "APIGW.0308": {
    cause: "the request limit is used up; it is shared with every other tool of this IAM user",
    next: "lower {requestsPerMinute}, or run fewer pipelines at once; then {again}",
  },
};

/** What a code means and what to do; undefined for a code that is not documented. Both gateway prefixes are known. */
export function adviceFor(code: string | undefined, speaker: Speaker = resourceSpeaker): CodeAdvice | undefined {
  return code === undefined ? undefined : spoken(known(code.replace(/^APIG\./, "APIGW.")), speaker);
}

/** What a status means when its code is not documented; undefined when only the answer itself can say. */
export function adviceForStatus(status: number, speaker: Speaker = resourceSpeaker): CodeAdvice | undefined {
  switch (status) {
    case 401:
      return spoken({ cause: "the credentials were refused", next: CREDENTIALS_NEXT }, speaker);
    case 403:
      return spoken(ADVICE["KPS.9003"], speaker);
    case 407:
      return spoken(
        {
          cause: "a proxy in between asks who is there",
          next: "give the proxy its name and password in HTTPS_PROXY (http://<name>:<password>@host:port), or the host above in NO_PROXY; then {again}",
        },
        speaker,
      );
    case 429:
      return spoken(ADVICE["APIGW.0308"], speaker);
    default:
      return status >= 500
        ? spoken({ cause: "the service, or the gateway before it, has trouble of its own", next: LATER_NEXT }, speaker)
        : undefined;
  }
}

/** A code may be any text, also one that every object has as a property. */
function known(code: string): CodeAdvice | undefined {
  return Object.hasOwn(ADVICE, code) ? ADVICE[code] : undefined;
}

function spoken(advice: CodeAdvice | undefined, speaker: Speaker): CodeAdvice | undefined {
  return (
    advice && { ...advice, next: advice.next.replaceAll(/\{(\w{1,20})\}/g, (_, word: string) => wordOf(word, speaker)) }
  );
}

function wordOf(word: string, speaker: Speaker): string {
  switch (word) {
    case "again":
    case "credentials":
    case "region":
    case "endpoint":
    case "requestsPerMinute":
      return speaker[word];
    default:
      return word;
  }
}

/** Every code that has advice. */
export const KNOWN_CODES: readonly string[] = Object.keys(ADVICE);
