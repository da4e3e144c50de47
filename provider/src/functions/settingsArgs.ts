import { runtime } from "@pulumi/pulumi";
import type { ConfigSource } from "../settings/configSource";

/**
 * Where to work and as whom, for functions outside a Pulumi program. What is left out is looked for in the environment
 * and the profile files; the stack configuration is not looked at then.
 */
export interface SettingsArgs {
  /** Such as cn-north-4. */
  region?: string;
  accessKey?: string;
  secretKey?: string;
  /** Belongs to a temporary access key. */
  securityToken?: string;
  /** A ready IAM token. */
  token?: string;
  /** An IAM user, exchanged for a token. */
  userName?: string;
  password?: string;
  domainName?: string;
  /** 32 hexadecimal digits; left out: looked up by the project's or the region's name. */
  projectId?: string;
  projectName?: string;
  /** One base URL for every service. */
  endpoint?: string;
  /** Base URLs by service. */
  endpoints?: { iam?: string; kms?: string; ecs?: string; dms?: string };
  /** Budget of the KPS APIs; default 300. */
  requestsPerMinute?: number;
  /** Budget of the ECS APIs; default 600. */
  ecsRequestsPerMinute?: number;
  /** Name of a profile in the profile file. */
  profile?: string;
  sharedConfigFile?: string;
}

/** Settings that were given, else those of the running program's stack configuration. */
export function configSourceOf(settings: SettingsArgs | undefined): ConfigSource {
  if (settings === undefined) {
    return (key) => runtime.getConfig(key);
  }
  const values = new Map(Object.entries(settings).map(([key, value]) => [`kps:${key}`, textOf(value)]));
  return (key) => values.get(key);
}

function textOf(value: unknown): string | undefined {
  return value === undefined || typeof value === "string" ? value : JSON.stringify(value);
}
