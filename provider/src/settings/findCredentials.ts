import { nameIn, type ConfigSource } from "./configSource";
import { credentialsOf } from "./credentialSet";
import type { CredentialSet, NamedValue } from "./credentialSet";
import { passwordIn, type Environment } from "./environment";
import { namespaces } from "./environmentNames";
import { isProfileFirst } from "./plainSettings";
import type { Profile } from "./profile";
import type { Credentials } from "./settings";
import { SettingsError } from "./settingsError";

/** Names of access keys in the environment; a key and its secret always come from the same row. */
const accessKeyFamilies = [
  { accessKey: "HW_ACCESS_KEY", secretKey: "HW_SECRET_KEY", securityTokens: ["HW_SECURITY_TOKEN"] },
  {
    accessKey: "HUAWEICLOUD_SDK_AK",
    secretKey: "HUAWEICLOUD_SDK_SK",
    // The SDKs' own name, and the one without its last underscore.
    securityTokens: ["HUAWEICLOUD_SDK_SECURITY_TOKEN", "HUAWEICLOUD_SDK_SECURITYTOKEN"],
  },
  { accessKey: "CLOUD_SDK_AK", secretKey: "CLOUD_SDK_SK", securityTokens: [] },
  { accessKey: "OS_ACCESS_KEY", secretKey: "OS_SECRET_KEY", securityTokens: [] },
] as const;

const userFamilies = [
  { userName: "HW_USER_NAME", password: "HW_USER_PASSWORD", domainName: "HW_DOMAIN_NAME" },
  { userName: "OS_USERNAME", password: "OS_PASSWORD", domainName: "OS_DOMAIN_NAME" },
] as const;

const tokenNames = ["HW_AUTH_TOKEN", "OS_AUTH_TOKEN"] as const;

/** Credentials and the place they were taken from, as `findAssumedRole` calls it. */
export interface FoundCredentials {
  readonly credentials: Credentials;
  readonly place: string;
  /** When that place is a profile. */
  readonly profile?: Profile;
}

/**
 * The first place that holds credentials, taken whole: `kps:`, `huaweicloud:`, the environment, the profiles; a profile
 * named for one command, function or Provider before the environment.
 * @throws SettingsError when a place holds half a set or asks for a way to sign in that there is not, or none holds any
 */
export function findCredentials(
  source: ConfigSource,
  environment: Environment,
  readProfiles: () => readonly Profile[],
  lookedFiles: () => readonly string[],
): FoundCredentials {
  for (const namespace of namespaces) {
    const credentials = credentialsOf(configuredSet(namespace, source));
    if (credentials !== undefined) {
      return { credentials, place: namespace };
    }
  }
  const inEnvironment = (): FoundCredentials | undefined => {
    const credentials = credentialsOf(environmentSet(environment));
    return credentials === undefined ? undefined : { credentials, place: "environment" };
  };
  const found = isProfileFirst(source)
    ? (inProfiles(readProfiles()) ?? inEnvironment())
    : (inEnvironment() ?? inProfiles(readProfiles()));
  if (found === undefined) {
    throw noneFound(source, lookedFiles());
  }
  return found;
}

function inProfiles(profiles: readonly Profile[]): FoundCredentials | undefined {
  for (const profile of profiles) {
    const { unsupported } = profile.values;
    if (unsupported !== undefined) {
      throw new SettingsError({
        key: "profile",
        sentence:
          `The credentials would come from ${profile.label}, which asks for ${unsupported}; that is not supported. ` +
          "Give an access key (temporary ones too), a token or an IAM user instead.",
      });
    }
    const fromProfile = credentialsOf(profileSet(profile));
    if (fromProfile !== undefined) {
      return { credentials: fromProfile, place: profile.label, profile };
    }
  }
  return undefined;
}

function noneFound(source: ConfigSource, fileNames: readonly string[]): SettingsError {
  const configured = namespaces.filter((namespace) => nameIn(source, `${namespace}:accessKey`) !== undefined);
  const names = ["accessKey", "secretKey", "token", "userName", "password", "domainName"];
  const [accessKey, secretKey, token, userName, password, domainName] =
    configured.length === 0
      ? ["HW_ACCESS_KEY", "HW_SECRET_KEY", "HW_AUTH_TOKEN", "HW_USER_NAME", "HW_USER_PASSWORD", "HW_DOMAIN_NAME"]
      : names.map((name) => nameIn(source, `kps:${name}`) ?? name);
  return new SettingsError({
    key: "accessKey",
    sentence:
      `No credentials found: set ${accessKey} and ${secretKey}, or ${token}, ` +
      `or ${userName} with ${password} and ${domainName}.`,
    looked: [
      ...configured.map((namespace) =>
        source.nameOf === undefined ? `${namespace}: in the stack configuration` : "the settings that were given",
      ),
      ...tokenNames,
      ...accessKeyFamilies.map((family) => `${family.accessKey} / ${family.secretKey}`),
      ...userFamilies.map((family) => family.userName),
      ...fileNames,
    ],
  });
}

function configuredSet(namespace: string, source: ConfigSource): CredentialSet {
  const named = (key: string): NamedValue => ({
    name: nameIn(source, `${namespace}:${key}`) ?? key,
    value: key === "password" ? passwordIn(source(`${namespace}:${key}`)) : trimmed(source(`${namespace}:${key}`)),
  });
  return {
    origin: source.nameOf === undefined ? `the stack configuration (${namespace}:)` : "the settings that were given",
    token: named("token"),
    accessKey: named("accessKey"),
    secretKey: named("secretKey"),
    securityToken: named("securityToken"),
    userName: named("userName"),
    password: named("password"),
    domainName: named("domainName"),
  };
}

function environmentSet(environment: Environment): CredentialSet {
  const named = (name: string): NamedValue => ({ name, value: trimmed(environment.variables[name]) });
  const isSet = (name: string): boolean => named(name).value !== undefined;
  const keys = accessKeyFamilies.find((family) => isSet(family.accessKey) || isSet(family.secretKey));
  const user = userFamilies.find((family) => isSet(family.userName) || isSet(family.password)) ?? userFamilies[0];
  const token = tokenNames.find(isSet) ?? tokenNames[0];
  const keyFamily = keys ?? accessKeyFamilies[0];
  const securityToken = securityTokenName(keys, isSet);
  const single = isSet(securityToken) ? securityToken : user.userName;
  const used = isSet(token) ? token : keys !== undefined ? `${keys.accessKey} / ${keys.secretKey}` : single;
  return {
    origin: `the environment (${used})`,
    token: named(token),
    accessKey: named(keyFamily.accessKey),
    secretKey: named(keyFamily.secretKey),
    securityToken: named(securityToken),
    userName: named(user.userName),
    password: { name: user.password, value: passwordIn(environment.variables[user.password]) },
    domainName: named(user.domainName),
  };
}

/** A security token belongs to the keys of its own row; one whose row has no keys belongs to whatever keys there are. */
function securityTokenName(
  keys: (typeof accessKeyFamilies)[number] | undefined,
  isSet: (name: string) => boolean,
): string {
  const stray = accessKeyFamilies.filter(({ accessKey }) => !isSet(accessKey));
  const named = [keys, ...stray].flatMap((family) => family?.securityTokens ?? []);
  return named.find(isSet) ?? keys?.securityTokens[0] ?? "HW_SECURITY_TOKEN";
}

function profileSet(profile: Profile): CredentialSet {
  const { values } = profile;
  return {
    origin: profile.label,
    accessKey: { name: "access key", value: values.accessKey },
    secretKey: { name: "secret key", value: values.secretKey },
    securityToken: { name: "security token", value: values.securityToken },
  };
}

function trimmed(value: string | undefined): string | undefined {
  return present(value?.trim());
}

function present(value: string | undefined): string | undefined {
  return value === "" ? undefined : value;
}
