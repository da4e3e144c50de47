import type { ConfigSource } from "./configSource";
import type { Environment } from "./environment";
import { homePath } from "./homePath";
import { namedPath } from "./namedPath";
import { findPlain } from "./plainSettings";

/** A file that settings may come from. */
export interface SharedFile {
  /** As messages call it: a standard place by its path, another one by the setting that names it. */
  readonly shown: string;
  /** Where it is, the place before the others first; none for one in the home directory of a user who has none. */
  readonly paths: readonly string[];
  /** Whether somebody asked for it. */
  readonly named: boolean;
}

const sdkFileVariable = "HUAWEICLOUD_SDK_CREDENTIALS_FILE";

/** The shared files that settings may come from, in order. */
export function sharedFiles(source: ConfigSource, environment: Environment): SharedFile[] {
  const configured = findPlain("sharedConfigFile", source, environment);
  const sdkFile = environment.variables[sdkFileVariable]?.trim();
  const file = (standard: string, given: { value: string; origin: string } | undefined): SharedFile => {
    return {
      shown: given === undefined ? standard : `the file that ${given.origin} names`,
      paths: pathsOf(given?.value ?? standard, environment),
      named: given !== undefined,
    };
  };
  return [
    file("~/.hcloud/config.json", configured),
    file(
      "~/.huaweicloud/credentials",
      sdkFile === undefined || sdkFile === ""
        ? undefined
        : { value: sdkFile, origin: `${sdkFileVariable} in the environment` },
    ),
  ];
}

function pathsOf(given: string, environment: Environment): string[] {
  const whole = homePath(given, environment);
  if (whole === undefined) {
    return [];
  }
  const { path, before } = namedPath(whole, environment);
  return before === undefined ? [path] : [path, before];
}
