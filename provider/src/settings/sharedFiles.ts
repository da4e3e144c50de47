import { join } from "node:path";
import type { ConfigSource } from "./configSource";
import type { Environment } from "./environment";
import { readHcloudProfile } from "./hcloudProfile";
import { findPlain, placesOf } from "./plainSettings";
import type { Profile } from "./profile";
import { readSdkProfile } from "./sdkProfile";
import { SettingsError } from "./settingsError";

interface SharedFile {
  /** As people write it. */
  readonly shown: string;
  /** Where it was named; absent for the standard places. */
  readonly namedBy?: string;
}

const sdkFileVariable = "HUAWEICLOUD_SDK_CREDENTIALS_FILE";

/** The shared files that settings may come from, in order, as messages name them. */
export function sharedFiles(source: ConfigSource, environment: Environment): SharedFile[] {
  const configured = findPlain("sharedConfigFile", source, environment);
  const sdkFile = environment.variables[sdkFileVariable]?.trim();
  return [
    configured === undefined
      ? { shown: "~/.hcloud/config.json" }
      : { shown: configured.value, namedBy: configured.origin },
    sdkFile === undefined || sdkFile === ""
      ? { shown: "~/.huaweicloud/credentials" }
      : { shown: sdkFile, namedBy: `${sdkFileVariable} in the environment` },
  ];
}

/**
 * The profile of each shared file that has one: the profile named by `profile`, or each file's own default.
 * @throws SettingsError when a file or a profile that was asked for is not there
 */
export function readProfiles(source: ConfigSource, environment: Environment): Profile[] {
  const name = findPlain("profile", source, environment);
  const files = sharedFiles(source, environment);
  const profiles = files.flatMap((file) => {
    const content = environment.readFile(expandHome(file.shown, environment.homeDirectory));
    if (content === undefined) {
      if (file.namedBy !== undefined) {
        throw new SettingsError({
          key: "sharedConfigFile",
          sentence: `The file ${file.shown}, named by ${file.namedBy}, cannot be read.`,
        });
      }
      return [];
    }
    const read = content.trimStart().startsWith("{") ? readHcloudProfile : readSdkProfile;
    const values = read(content, name?.value);
    const label = `profile ${name === undefined ? "" : `"${name.value}" `}in ${file.shown}`;
    return values === undefined ? [] : [{ label, values }];
  });
  if (name !== undefined && profiles.length === 0) {
    throw new SettingsError({
      key: "profile",
      sentence: `There is no profile "${name.value}", which ${name.origin} names: set profile to one that exists.`,
      looked: [...placesOf("profile"), ...files.map((file) => file.shown)],
    });
  }
  return profiles;
}

function expandHome(path: string, homeDirectory: string): string {
  return path.startsWith("~/") ? join(homeDirectory, path.slice(2)) : path;
}
