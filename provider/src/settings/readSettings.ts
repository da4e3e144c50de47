import { findAssumedRole } from "./assumedRole";
import { nameIn, type ConfigSource } from "./configSource";
import { findEndpoints } from "./endpoints";
import type { Environment } from "./environment";
import type { PlainKey } from "./environmentNames";
import { findCredentials, type FoundCredentials } from "./findCredentials";
import { homePath } from "./homePath";
import { findConfigured, findPlain, isProfileFirst, placesOf } from "./plainSettings";
import type { Found } from "./plainSettings";
import type { Profile } from "./profile";
import type { AssumedRole, Settings } from "./settings";
import { SettingsError } from "./settingsError";
import { lookedFiles, readProfiles } from "./readProfiles";
import { findTestTimeScale } from "./testTimeScale";
import { refuseDelegatedProject } from "./unhonoured";

/** The documented quota of the KPS task APIs per user. */
const defaultRequestsPerMinute = 300;
const defaultEcsRequestsPerMinute = 600;

/** Longer ones are something else. */
const LONGEST_VALUE = 256;

/**
 * Settings from the stack configuration (`kps:`, then `huaweicloud:`), the environment and the profile files, in this
 * order; the first place that has a setting wins. A profile that was named for one command, function or Provider comes
 * before the environment. Credentials are taken from one place as a whole.
 * @throws SettingsError naming the key to set and every place looked at
 */
export function readSettings(source: ConfigSource, environment: Environment): Settings {
  let profiles: readonly Profile[] | undefined;
  const lazyProfiles = (): readonly Profile[] => (profiles ??= readProfiles(source, environment));
  const plain = (key: PlainKey): Found | undefined => findPlain(key, source, environment);

  const outranking = (profilesOf: () => readonly Profile[], key: "region" | "projectId"): FromProfile | undefined =>
    isProfileFirst(source) ? (findConfigured(key, source) ?? fromProfiles(profilesOf(), key)) : undefined;

  const regionFound: FromProfile | undefined =
    outranking(lazyProfiles, "region") ?? plain("region") ?? fromProfiles(lazyProfiles(), "region");
  if (regionFound === undefined) {
    throw new SettingsError({
      key: "region",
      sentence: `No region is set: set ${nameIn(source, "kps:region") ?? "HW_REGION_NAME"}, for example to cn-north-4.`,
      looked: [...placesOf("region", source), ...lookedFiles(source, environment, "region")],
    });
  }
  const region = matching("region", regionFound, /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/, "a region such as cn-north-4");
  const found = findCredentials(source, environment, lazyProfiles, () => lookedFiles(source, environment, "keys"));
  const { credentials, profile } = found;
  const used = plain("profile") === undefined ? [profile, regionFound.profile] : lazyProfiles();
  const assumeRole = roleFor(
    found,
    source,
    environment,
    [...new Set(used)].filter((one) => one !== undefined),
  );
  refuseDelegatedProject(source, region);
  // A project belongs to an account: a profile's project is of use only with that profile's credentials.
  const own = profile === undefined ? [] : [profile];
  const projectIdFound = outranking(() => own, "projectId") ?? plain("projectId") ?? fromProfiles(own, "projectId");
  const projectNameFound = plain("projectName");
  const reportFile = plain("reportFile");
  const testTimeScale = findTestTimeScale(environment);
  return {
    region,
    endpoints: findEndpoints(region, source, environment),
    credentials,
    ...(assumeRole === undefined ? {} : { assumeRole }),
    ...(projectIdFound === undefined
      ? {}
      : { projectId: matching("projectId", projectIdFound, /^[0-9a-f]{32}$/i, "32 hexadecimal digits") }),
    ...(projectNameFound === undefined
      ? {}
      : {
          projectName: matching(
            "projectName",
            projectNameFound,
            /^[A-Za-z0-9_-]{1,64}$/,
            'letters, digits, "_" and "-"',
          ),
        }),
    requestsPerMinute: perMinute("requestsPerMinute", plain, defaultRequestsPerMinute),
    ecsRequestsPerMinute: perMinute("ecsRequestsPerMinute", plain, defaultEcsRequestsPerMinute),
    ...(reportFile === undefined ? {} : { reportFile: reportPath(reportFile, environment) }),
    ...(testTimeScale === undefined ? {} : { testTimeScale }),
  };
}

type FromProfile = Found & { readonly profile?: Profile };

function fromProfiles(profiles: readonly Profile[], key: "region" | "projectId"): FromProfile | undefined {
  for (const profile of profiles) {
    const value = profile.values[key];
    if (value !== undefined) {
      return { value, origin: profile.label, profile };
    }
  }
  return undefined;
}

/** An agency goes with the credentials of its own place only: with others it would act in an account nobody meant. */
function roleFor(
  { credentials, place }: FoundCredentials,
  source: ConfigSource,
  environment: Environment,
  profiles: readonly Profile[],
): AssumedRole | undefined {
  const found = findAssumedRole(source, environment, profiles);
  if (found !== undefined && found.place !== place) {
    throw new SettingsError({
      key: "assumeRole",
      sentence:
        `The agency to act as comes from ${found.role.origin}, but the credentials come from ${credentials.origin}: ` +
        "set both in one place, or remove the one that is not meant.",
    });
  }
  return found?.role;
}

function reportPath({ value, origin }: Found, environment: Environment): string {
  const path = homePath(value, environment);
  if (path === undefined) {
    throw new SettingsError({
      key: "reportFile",
      sentence: `The file that ${origin} names is in the home directory, and this user has none: give its whole path.`,
    });
  }
  return path;
}

function matching(key: string, found: Found, pattern: RegExp, expected: string): string {
  if (found.value.length > LONGEST_VALUE || !pattern.test(found.value)) {
    throw new SettingsError({
      key,
      sentence: `${key} is malformed (from ${found.origin}): it must be ${expected}.`,
    });
  }
  return found.value;
}

function perMinute(
  key: "requestsPerMinute" | "ecsRequestsPerMinute",
  plain: (key: PlainKey) => Found | undefined,
  byDefault: number,
): number {
  const found = plain(key);
  return found === undefined
    ? byDefault
    : Number(matching(key, found, /^[1-9][0-9]{0,5}$/, "a whole number of requests per minute, at least 1"));
}
