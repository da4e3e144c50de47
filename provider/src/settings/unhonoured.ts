import { nameIn, originIn, type ConfigSource } from "./configSource";
import type { Environment } from "./environment";
import { namespaces } from "./environmentNames";
import { refusedRole } from "./givenRole";
import { SettingsError } from "./settingsError";

/** The bridged provider's words for an agency before it had assumeRole, and for several and for those of an identity provider. */
const agencyKeys = ["agencyName", "agencyDomainName", "assumeRoles", "assumeRoleWithOidc"];
/** The cloud that addresses are made for; the European site follows from its region. */
const ownClouds = ["myhuaweicloud.com", "myhuaweicloud.eu"];
/** What stands for `cloud` in the environment. */
const cloudVariable = "HW_CLOUD";
/** What stands for `authUrl` in the environment. */
const authUrlVariable = "HW_AUTH_URL";

/** What a namespace of the stack configuration says of an agency in words that are not ours. Throws SettingsError. */
export function refuseOlderAgency(namespace: string, source: ConfigSource): void {
  const key = agencyKeys.find((name) => isSet(`${namespace}:${name}`, source));
  if (key !== undefined) {
    throw refusedRole(
      `${originIn(source, `${namespace}:${key}`)} names an agency in a way that is not supported: ` +
        `set agencyName and domainName of ${nameIn(source, "kps:assumeRole") ?? "assumeRole"} instead, or remove it.`,
    );
  }
}

/**
 * Refuses a project of an agency in words that are not ours, where none is named in ours and it is not the region's own.
 * @throws SettingsError
 */
export function refuseDelegatedProject(source: ConfigSource, region: string): void {
  const ownName = ["kps:projectId", "kps:projectName"].some((key) => isSet(key, source));
  const key = keyOf("delegatedProject", source);
  if (key !== undefined && !ownName && source(key)?.trim() !== region) {
    throw new SettingsError({
      key: "projectName",
      sentence:
        `${originIn(source, key)} names a project in a way that is not supported: ` +
        `set ${nameIn(source, "kps:projectName") ?? "projectName"} instead, or remove it.`,
    });
  }
}

/** Refuses a cloud of another provider, where no address is given. Throws SettingsError. */
export function refuseOtherCloud(source: ConfigSource, environment: Pick<Environment, "variables">): void {
  const found = bridgedValue("cloud", cloudVariable, source, environment);
  if (found !== undefined && !ownClouds.includes(found.value)) {
    throw notAddressed(`${found.origin} names a cloud`, "the addresses of iam, kms, ecs and dms", source);
  }
}

/** Refuses an IAM that is not Huawei's own, where no address of it is given: it would get the credentials of another. Throws SettingsError. */
export function refuseOtherIam(source: ConfigSource, environment: Pick<Environment, "variables">): void {
  const found = bridgedValue("authUrl", authUrlVariable, source, environment);
  if (found !== undefined && !ownClouds.some((cloud) => `.${hostOf(found.value)}`.endsWith(`.${cloud}`))) {
    throw notAddressed(`${found.origin} names the address of IAM`, "the address of iam", source);
  }
}

function bridgedValue(
  name: string,
  variable: string,
  source: ConfigSource,
  { variables }: Pick<Environment, "variables">,
): { value: string; origin: string } | undefined {
  const key = keyOf(name, source);
  const value = (key === undefined ? variables[variable] : source(key))?.trim() ?? "";
  const origin = key === undefined ? `${variable} in the environment` : originIn(source, key);
  return value === "" ? undefined : { value, origin };
}

function notAddressed(what: string, instead: string, source: ConfigSource): SettingsError {
  return new SettingsError({
    key: "endpoints",
    sentence:
      `${what} in a way that is not supported: ` +
      `set ${instead} in ${nameIn(source, "kps:endpoints") ?? "endpoints"} instead, or remove it.`,
  });
}

function hostOf(url: string): string {
  try {
    return new URL(url).hostname;
  } catch {
    return "";
  }
}

function keyOf(name: string, source: ConfigSource): string | undefined {
  return namespaces.map((namespace) => `${namespace}:${name}`).find((key) => isSet(key, source));
}

function isSet(key: string, source: ConfigSource): boolean {
  return (source(key)?.trim() ?? "") !== "";
}
