import type { Credentials } from "../emulator/src/index";

/** So many requests a minute that the client's own budget delays nothing. */
export const unlimitedPerMinute = 600_000;

/**
 * Stack configuration that leads to an emulator, with that budget for the KPS APIs and no limit worth the name for ECS;
 * without a budget both are what they are by default.
 */
export function benchConfig(credentials: Credentials, requestsPerMinute?: number): Record<string, string> {
  return {
    "kps:endpoint": credentials.url,
    "kps:region": credentials.region,
    "kps:projectId": credentials.projectId,
    "kps:accessKey": credentials.accessKey,
    "kps:secretKey": credentials.secretKey,
    ...(requestsPerMinute !== undefined && {
      "kps:requestsPerMinute": String(requestsPerMinute),
      "kps:ecsRequestsPerMinute": String(unlimitedPerMinute),
    }),
  };
}
