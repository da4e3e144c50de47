import type { Credentials } from "./settings";
import { SettingsError } from "./settingsError";

/** One value of a set with the name it was given by, for messages. */
export interface NamedValue {
  readonly name: string;
  readonly value: string | undefined;
}

/** What one place holds of the three kinds of credentials. */
export interface CredentialSet {
  readonly origin: string;
  readonly token?: NamedValue;
  readonly accessKey?: NamedValue;
  readonly secretKey?: NamedValue;
  readonly securityToken?: NamedValue;
  readonly userName?: NamedValue;
  readonly password?: NamedValue;
  readonly domainName?: NamedValue;
}

/**
 * The credentials of one place: a token, else an access key, else a user.
 * @returns undefined when the place has none; a domain name alone is none
 * @throws SettingsError for half a set, and for a key or token that cannot be sent
 */
export function credentialsOf(set: CredentialSet): Credentials | undefined {
  const { origin } = set;
  const token = set.token?.value;
  if (token !== undefined) {
    refuseUnsendable(origin, { token: set.token });
    return { kind: "token", token, origin };
  }
  const [accessKey, secretKey, securityToken] = [set.accessKey, set.secretKey, set.securityToken].map(valueOf);
  if (accessKey !== undefined && secretKey !== undefined) {
    const { accessKey: id, secretKey: secret, securityToken: temporary } = set;
    refuseUnsendable(origin, { accessKey: id, secretKey: secret, securityToken: temporary });
    return { kind: "aksk", accessKey, secretKey, ...(securityToken === undefined ? {} : { securityToken }), origin };
  }
  if (accessKey !== undefined || secretKey !== undefined || securityToken !== undefined) {
    throw halfSet("accessKey", origin, [set.accessKey, set.secretKey], set.securityToken);
  }
  const [userName, password, domainName] = [set.userName, set.password, set.domainName].map(valueOf);
  if (userName !== undefined && password !== undefined && domainName !== undefined) {
    return { kind: "user", userName, password, domainName, origin };
  }
  if (userName !== undefined || password !== undefined) {
    throw halfSet("userName", origin, [set.userName, set.password, set.domainName]);
  }
  return undefined;
}

/** Keys and tokens are of these characters only. No header can hold others, and no signature with one was ever right. */
const SENDABLE = /^[\u0021-\u007e]+$/;

function refuseUnsendable(origin: string, values: Readonly<Record<string, NamedValue | undefined>>): void {
  for (const [key, named] of Object.entries(values)) {
    if (named?.value !== undefined && !SENDABLE.test(named.value)) {
      throw new SettingsError({
        key,
        sentence:
          `${named.name} in ${origin} holds a character that belongs to no key or token, ` +
          "such as a line end, a blank or one that is not seen: copy it anew.",
      });
    }
  }
}

function valueOf(named: NamedValue | undefined): string | undefined {
  return named?.value;
}

function halfSet(
  key: string,
  origin: string,
  needed: readonly (NamedValue | undefined)[],
  extra?: NamedValue,
): SettingsError {
  const names = (values: readonly (NamedValue | undefined)[]): string =>
    values.map((named) => named?.name ?? "").join(" and ");
  const present = [...needed, extra].filter((named) => named?.value !== undefined);
  const missing = needed.filter((named) => named?.value === undefined);
  return new SettingsError({
    key,
    sentence:
      `Half a set of credentials in ${origin}: ${names(present)} set, ${names(missing)} missing. ` +
      "Set the whole set in one place, or remove what is there; sets are not mixed across places.",
  });
}
