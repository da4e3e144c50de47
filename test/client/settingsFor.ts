import type { Credentials, Settings } from "../../provider/src/settings/settings";

/** Where a test's service is and how to sign in. */
export interface Target {
  readonly url: string;
  readonly region?: string;
  readonly projectId?: string;
  readonly credentials?: Credentials;
}

/** Settings that send everything to one address, with room for many requests. */
export function settingsFor(target: Target): Settings {
  const { url } = target;
  return {
    region: target.region ?? "cn-north-4",
    endpoints: { iam: url, kms: url, ecs: url, dms: url },
    credentials: target.credentials ?? {
      kind: "aksk",
      accessKey: "TESTACCESSKEY",
      secretKey: "test-secret-key-value",
      origin: "the test",
    },
    ...(target.projectId === undefined ? {} : { projectId: target.projectId }),
    requestsPerMinute: 60_000,
    ecsRequestsPerMinute: 60_000,
  };
}
