/** An agency as a profile names it. */
export interface ProfileAgency {
  readonly agencyName?: string | undefined;
  readonly domainName?: string | undefined;
  readonly domainId?: string | undefined;
}

/** What one profile of a shared file holds; nothing but the keys it has. */
export interface ProfileValues {
  readonly region?: string | undefined;
  readonly projectId?: string | undefined;
  readonly accessKey?: string | undefined;
  readonly secretKey?: string | undefined;
  readonly securityToken?: string | undefined;
  readonly agency?: ProfileAgency | undefined;
  /** A way to sign in that this profile asks for and that there is not here, by its name. */
  readonly unsupported?: string | undefined;
}

/** A profile and the words that name it in messages. */
export interface Profile {
  readonly label: string;
  readonly values: ProfileValues;
}

/** What looking for a profile in the text of a file came to. `why` ends a sentence that begins with the file. */
export type ReadProfile =
  | { readonly found: "profile"; readonly values: ProfileValues }
  | { readonly found: "none"; readonly why?: string }
  | { readonly found: "fault"; readonly why: string };
