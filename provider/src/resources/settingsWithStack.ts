import { output, secret, type Input } from "@pulumi/pulumi";

const NAMESPACES = ["kps", "huaweicloud"];
const CREDENTIALS = ["accessKey", "secretKey", "securityToken", "token", "userName", "password", "domainName"];
/** With words of the bridged provider that are refused: left out, another account or cloud would be taken unsaid. */
const ROLE = [
  "assumeRole",
  "profile",
  "sharedConfigFile",
  "agencyName",
  "agencyDomainName",
  "assumeRoles",
  "assumeRoleWithOidc",
  "delegatedProject",
];
const PROJECT = ["projectId", "projectName"];
const ADDRESSES = ["endpoint", "endpoints", "cloud", "authUrl"];
const SINGLES = ["region", "requestsPerMinute", "ecsRequestsPerMinute", "reportFile"];

/** Settings by their keys; a value that is undefined is not set. */
export type InputSettings = Readonly<Record<string, Input<unknown>>>;

/**
 * The settings given, and for those left out (undefined, null, a blank text) the ones of the stack configuration, `kps:` before
 * `huaweicloud:`. What belongs together is taken together: credentials and agency only when no credentials are given, and
 * from one namespace; a profile that is given comes before the environment; endpoints only when none is given; a project only when the region is the stack's.
 *
 * @throws Error where the stack has its agency in another namespace than its credentials
 * @param stackValue the text of the stack configuration under a full key, such as `kps:region`
 * @param isSecret whether it was set with `--secret` there: it stays a secret, whatever setting it is
 */
export function settingsWithStack(
  given: InputSettings,
  stackValue: (key: string) => string | undefined,
  isSecret: (key: string) => boolean = () => false,
): Record<string, Input<unknown>> {
  const settings = Object.fromEntries(Object.entries(given).filter(([, value]) => isSet(value)));
  const found = (key: string, namespaces: readonly string[]): { full: string; value: string } | undefined =>
    namespaces
      .map((namespace) => `${namespace}:${key}`)
      .flatMap((full) => {
        const value = stackValue(full);
        return value !== undefined && isSet(value) ? [{ full, value }] : [];
      })[0];
  const ofStack = (key: string, namespaces = NAMESPACES): Input<string> | undefined => {
    const set = found(key, namespaces);
    return set !== undefined && isSecret(set.full) ? secret(set.value) : set?.value;
  };
  const isGiven = (keys: readonly string[]): boolean => keys.some((key) => key in settings);
  const fill = (keys: readonly string[], valueOf: (key: string) => Input<unknown>): void => {
    for (const key of keys) {
      settings[key] ??= valueOf(key);
    }
  };
  if ("profile" in settings) {
    settings["profileFirst"] = "true";
  }
  if (!isGiven([...CREDENTIALS, "profile"])) {
    const namespaces = NAMESPACES.filter((each) => CREDENTIALS.some((key) => isSet(stackValue(`${each}:${key}`))));
    const [place] = namespaces;
    const role = "assumeRole" in settings ? undefined : found("assumeRole", NAMESPACES)?.full;
    if (place !== undefined && role !== undefined && role !== `${place}:assumeRole`) {
      throw new Error(
        `Provider: the agency to act as comes from ${role}, but the credentials come from ${place}: of the stack configuration; ` +
          "set both in one place, or remove the one that is not meant",
      );
    }
    fill(CREDENTIALS, (key) => ofStack(key, namespaces.slice(0, 1)));
    fill(ROLE, (key) => ofStack(key));
  }
  if (!isGiven(PROJECT)) {
    const { region } = settings;
    const stackRegion = found("region", NAMESPACES)?.value;
    fill(PROJECT, (key) =>
      region === undefined
        ? ofStack(key)
        : output(region).apply((name) => (name === stackRegion ? ofStack(key) : undefined)),
    );
  }
  if (!isGiven(ADDRESSES)) {
    fill(ADDRESSES, (key) => ofStack(key));
  }
  fill(SINGLES, (key) => ofStack(key));
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

/** A blank text is none, as everywhere in settings: a program makes one of a variable that is not set. */
function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && !(typeof value === "string" && value.trim() === "");
}
