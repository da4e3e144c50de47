/** What one profile of a shared file holds; nothing but the keys it has. */
export interface ProfileValues {
  readonly region?: string | undefined;
  readonly projectId?: string | undefined;
  readonly accessKey?: string | undefined;
  readonly secretKey?: string | undefined;
  readonly securityToken?: string | undefined;
}

/** A profile and the words that name it in messages. */
export interface Profile {
  readonly label: string;
  readonly values: ProfileValues;
}
