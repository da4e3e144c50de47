import type { Authorisation, Authoriser, AuthorisableRequest, AuthRefusal } from "./authoriser";
import { serviceMoment } from "./httpDate";
import type { ServiceClock } from "./serviceClock";
import { sdkDate, signRequest, type AccessKey } from "./signing/signRequest";

/** Gateways refuse a signature more than 15 min off; from 5 min on the clock is to blame. */
const toleratedSkewMs = 5 * 60 * 1000;

/** So much of a refusal is searched for the service's time, in characters. */
const longestRead = 16 * 1024;

/** An access key, with the security token that makes it a temporary one. */
export interface SigningKey extends AccessKey {
  readonly securityToken?: string | undefined;
}

/**
 * Signs every request with an access key, by the service's clock. When a refusal shows that the clock was off, the
 * clock learns and the request is worth one more try.
 */
export function accessKeyAuthoriser(key: SigningKey, clock: ServiceClock, advice: string): Authoriser {
  const tokenHeader = key.securityToken === undefined ? {} : { "X-Security-Token": key.securityToken };
  return {
    prepare: () => Promise.resolve(),
    authorise: (request: AuthorisableRequest): Authorisation => {
      const signedAtMs = clock.now();
      const date = sdkDate(signedAtMs);
      const signed = { Host: request.host, "X-Sdk-Date": date, ...tokenHeader, ...request.headers };
      const { Host, ...sent } = signed;
      return {
        headers: { ...sent, Authorization: signRequest({ ...request, headers: { ...sent, Host } }, date, key) },
        recover: (refusal) => Promise.resolve(learnClock(clock, signedAtMs, refusal)),
      };
    },
    secrets: () => [key.secretKey, ...(key.securityToken === undefined ? [] : [key.securityToken])],
    advice,
  };
}

function learnClock(clock: ServiceClock, signedAtMs: number, refusal: AuthRefusal): boolean {
  const serviceMs = namedServerTime(refusal.message) ?? refusal.serviceMs;
  clock.observe(serviceMs);
  return serviceMs !== undefined && Math.abs(serviceMs - signedAtMs) > toleratedSkewMs;
}

/** `server time:20230527T012037Z`, as gateways write it when a signature has expired. */
function namedServerTime(message: string | undefined): number | undefined {
  const match = /server time\s{0,4}:?\s{0,4}(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/i.exec(
    (message ?? "").slice(0, longestRead),
  );
  const [, year, month, day, hour, minute, second] = match ?? [];
  return serviceMoment(
    Date.parse(`${year ?? ""}-${month ?? ""}-${day ?? ""}T${hour ?? ""}:${minute ?? ""}:${second ?? ""}Z`),
  );
}
