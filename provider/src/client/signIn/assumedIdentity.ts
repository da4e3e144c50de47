import type { KnownSecrets } from "../../diagnostics/secrets/knownSecrets";
import type { AssumedRole } from "../../settings/settings";
import { SettingsError } from "../../settings/settingsError";
import { accessKeyAuthoriser } from "../../transport/accessKeyAuthoriser";
import type { Authoriser } from "../../transport/authoriser";
import type { Runtime } from "../../transport/runtime";
import type { Service } from "../../transport/service";
import type { ServiceClock } from "../../transport/serviceClock";
import { isServiceError, type ServiceError } from "../../transport/serviceError";
import { createTemporaryKey, type TemporaryKey } from "../iam/createTemporaryKey";
import { renewed } from "./renewed";

/** What acting as an agency needs from the connection. */
export interface AssumeFrame {
  readonly runtime: Runtime;
  readonly clock: ServiceClock;
  /** IAM, called as the credentials themselves. */
  readonly iam: Service;
  /** What no text may show: each key is added. */
  readonly secrets: KnownSecrets;
}

/** Signs as an agency: with a temporary access key of it, which is renewed before it ends. */
export function assumedIdentity(role: AssumedRole, { runtime, clock, iam, secrets }: AssumeFrame): Authoriser {
  const advice = `The requests were made as the agency that ${role.origin} names, with a temporary key of it.`;
  const keys = renewed<TemporaryKey>(async () => {
    try {
      const value = await createTemporaryKey(iam, role);
      secrets.add(value.secretKey, value.securityToken);
      secrets.addAccessKey(value.accessKey);
      return { value, lifeMs: value.expiresAt - clock.now() };
    } catch (error) {
      throw isServiceError(error) && [400, 403, 404].includes(error.status) ? notGiven(role, error) : error;
    }
  }, runtime);
  return {
    prepare: keys.ready,
    authorise: (request) => {
      const key = keys.current();
      if (key === undefined) {
        throw new Error("a request was signed before there was a key");
      }
      const signed = accessKeyAuthoriser(key, clock, advice).authorise(request);
      return {
        headers: signed.headers,
        recover: async (refusal, signal) => (await signed.recover(refusal, signal)) || keys.replace(key, signal),
      };
    },
    secrets: () => keys.known().flatMap(({ secretKey, securityToken }) => [secretKey, securityToken]),
    advice,
  };
}

function notGiven({ origin }: AssumedRole, error: ServiceError): SettingsError {
  const answer = [`${error.status}`, error.code, error.serviceMessage].filter(Boolean).join(" ");
  return new SettingsError({
    key: "assumeRole",
    sentence:
      `IAM gives these credentials no key of the agency that ${origin} names (${answer}, request id ${error.requestId ?? "not given"}): ` +
      "check the name of the agency and its account, that it is meant for this account, " +
      "and that the IAM user who asks has the permission Agent Operator.",
  });
}
