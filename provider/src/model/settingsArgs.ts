/**
 * Where to work and as whom. Credentials are one set: a token; an access key with its secret; or an IAM user with
 * password and domain name.
 */
export interface SettingsArgs {
  /** Such as cn-north-4. */
  region?: string | undefined;
  accessKey?: string | undefined;
  secretKey?: string | undefined;
  /** Belongs to a temporary access key. */
  securityToken?: string | undefined;
  /** A ready IAM token. */
  token?: string | undefined;
  /** An IAM user, exchanged for a token. */
  userName?: string | undefined;
  password?: string | undefined;
  domainName?: string | undefined;
  /** 32 hexadecimal digits; left out: looked up by the project's or the region's name. */
  projectId?: string | undefined;
  projectName?: string | undefined;
  /** An agency to act as, with the credentials given. */
  assumeRole?: AssumeRoleArgs | undefined;
  /** One base URL for every service. */
  endpoint?: string | undefined;
  /** Base URLs by service. */
  endpoints?: EndpointsArgs | undefined;
  /** Budget of the KPS APIs; default 300. */
  requestsPerMinute?: number | undefined;
  /** Budget of the ECS APIs; default 600. */
  ecsRequestsPerMinute?: number | undefined;
  /** Name of a profile in the profile file. */
  profile?: string | undefined;
  sharedConfigFile?: string | undefined;
  /**
   * Path of a file that gets one JSON line for each finished task, and for each server of a fleet without one; a relative
   * one begins at the folder of Pulumi.yaml.
   */
  reportFile?: string | undefined;
}

/** An agency of another account (or of this one), and for how long. */
export interface AssumeRoleArgs {
  agencyName: string;
  /** The account that has the agency: its name, or its id. */
  domainName?: string | undefined;
  domainId?: string | undefined;
  durationSeconds?: number | undefined;
}

/** Base URLs by service; `kms` serves KPS. */
export interface EndpointsArgs {
  iam?: string | undefined;
  kms?: string | undefined;
  ecs?: string | undefined;
  dms?: string | undefined;
}
