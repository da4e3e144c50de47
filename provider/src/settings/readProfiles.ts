import type { ConfigSource } from "./configSource";
import type { Environment } from "./environment";
import { readHcloudProfile } from "./hcloudProfile";
import { findPlain, placesOf } from "./plainSettings";
import type { Profile, ReadProfile } from "./profile";
import { readSdkProfile } from "./sdkProfile";
import { SettingsError } from "./settingsError";
import { sharedFiles, type SharedFile } from "./sharedFiles";

/**
 * The profile of each shared file that has one: the profile named by `profile`, or each file's own default.
 * @throws SettingsError when a file or a profile that was asked for is not there, or a file cannot be understood
 */
export function readProfiles(source: ConfigSource, environment: Environment): Profile[] {
  const name = findPlain("profile", source, environment);
  const files = sharedFiles(source, environment);
  const profiles = files.flatMap((file) => {
    const read = readFile(file, name?.value, environment);
    const label = `${name === undefined ? "the default profile" : `the profile that ${name.origin} names`} in ${file.shown}`;
    return read?.found === "profile" ? [{ label, values: read.values }] : [];
  });
  if (name !== undefined && profiles.length === 0) {
    throw new SettingsError({
      key: "profile",
      sentence: `There is no profile of the name that ${name.origin} gives: set profile to one that exists.`,
      looked: [...placesOf("profile", source), ...files.map((file) => file.shown)],
    });
  }
  return profiles;
}

/**
 * The shared files as messages call them where they have not brought what was looked for, each with the reason, unless there
 * is no such file or nothing in it.
 * @throws SettingsError as readProfiles does
 */
export function lookedFiles(source: ConfigSource, environment: Environment, wanted: "region" | "keys"): string[] {
  const name = findPlain("profile", source, environment);
  return sharedFiles(source, environment).map((file) => {
    const read = readFile(file, name?.value, environment);
    const lacks = `has no ${wanted === "keys" ? "access key" : "region"} in ${name === undefined ? "its default profile" : "that profile"}`;
    const why = read?.found === "profile" ? lacks : read?.why;
    return why === undefined ? file.shown : `${file.shown} (which ${why})`;
  });
}

/** What a file has of a profile; undefined where nobody asked for the file and there is nothing in it. */
function readFile(
  file: SharedFile,
  name: string | undefined,
  environment: Environment,
): Exclude<ReadProfile, { found: "fault" }> | undefined {
  const text = textOf(file, environment);
  if (text === undefined) {
    return undefined;
  }
  const read: ReadProfile = isJson(text, file) ? readHcloudProfile(text, name) : readSdkProfile(text, name);
  if (read.found === "fault") {
    throw unusable(file, read.why);
  }
  return read;
}

/** The text of a file; undefined where nobody asked for the file and there is nothing in it. */
function textOf(file: SharedFile, environment: Environment): string | undefined {
  const [first, ...others] = file.paths;
  if (first === undefined) {
    if (file.named) {
      throw unusable(file, "is in the home directory, and this user has none: give its whole path");
    }
    return undefined;
  }
  const read = others.reduce(
    (found, path) => (found.found === "absent" ? environment.files.readNow(path) : found),
    environment.files.readNow(first),
  );
  if (read.found === "unusable") {
    throw unusable(file, read.why);
  }
  const text = read.found === "absent" ? "" : read.text.replace(/^\uFEFF/, "");
  if (text.trim() === "") {
    if (file.named) {
      throw unusable(file, read.found === "absent" ? "does not exist" : "is empty");
    }
    return undefined;
  }
  if (text.includes("\0")) {
    throw unusable(file, "is not text in UTF-8 (it may be UTF-16): save it as UTF-8");
  }
  return text;
}

function isJson(text: string, file: SharedFile): boolean {
  return text.trimStart().startsWith("{") || file.paths.some((path) => path.endsWith(".json"));
}

function unusable(file: SharedFile, why: string): SettingsError {
  return new SettingsError({
    key: "sharedConfigFile",
    sentence: `${file.shown.charAt(0).toUpperCase()}${file.shown.slice(1)} ${why}.`,
  });
}
