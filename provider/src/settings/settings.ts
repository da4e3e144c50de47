/** Base URLs of the services, without a trailing slash. */
export interface Endpoints {
  readonly iam: string;
  /** KPS answers on the host of the key management service. */
  readonly kms: string;
  readonly ecs: string;
  readonly dms: string;
}

export type ServiceKey = keyof Endpoints;

/** A permanent or temporary access key; `securityToken` makes it a temporary one. */
export interface AccessKeyCredentials {
  readonly kind: "aksk";
  readonly accessKey: string;
  readonly secretKey: string;
  readonly securityToken?: string;
  /** The place the whole set was found in, for messages. Holds no secret. */
  readonly origin: string;
}

/** A ready IAM token. */
export interface TokenCredentials {
  readonly kind: "token";
  readonly token: string;
  readonly origin: string;
}

/** An IAM user, exchanged for a token. */
export interface UserCredentials {
  readonly kind: "user";
  readonly userName: string;
  readonly password: string;
  readonly domainName: string;
  readonly origin: string;
}

export type Credentials = AccessKeyCredentials | TokenCredentials | UserCredentials;

/** An agency, in whose name everything is done: usually one of another account. */
export interface AssumedRole {
  readonly agencyName: string;
  /** The account that the agency belongs to. */
  readonly domain: { readonly name: string } | { readonly id: string };
  /** How long a temporary key is to live, in s; absent: as long as IAM says. */
  readonly durationSeconds?: number;
  /** The place it was found in, for messages. */
  readonly origin: string;
}

/** Everything the provider is told about where to work and as whom; plain data. */
export interface Settings {
  readonly region: string;
  readonly endpoints: Endpoints;
  readonly credentials: Credentials;
  /** The agency to act as; absent: the credentials themselves act. */
  readonly assumeRole?: AssumedRole;
  /** 32 hexadecimal digits; looked up by name when absent. */
  readonly projectId?: string;
  /** Name of the project to look up; absent: the region's own project. */
  readonly projectName?: string;
  /** Budget of the KPS APIs, requests per minute. */
  readonly requestsPerMinute: number;
  /** Budget of the ECS APIs, requests per minute. */
  readonly ecsRequestsPerMinute: number;
  /** File that finished tasks are appended to as JSON lines. */
  readonly reportFile?: string;
  /** Factor on the provider's own waits, for tests only (KPS_TEST_TIME_SCALE); absent: 1. */
  readonly testTimeScale?: number;
}
