import { join } from "node:path";
import type { ConfigSource } from "./configSource";
import type { Environment } from "./environment";
import { findPlain } from "./plainSettings";

/** A file that settings may come from. */
export interface SharedFile {
  /** As messages call it: a standard place by its path, another one by the setting that names it. */
  readonly shown: string;
  /** Where it is; absent for a place in the home directory of a user who has none. */
  readonly path?: string;
  /** Whether somebody asked for it. */
  readonly named: boolean;
}

const sdkFileVariable = "HUAWEICLOUD_SDK_CREDENTIALS_FILE";

/** The shared files that settings may come from, in order. */
export function sharedFiles(source: ConfigSource, environment: Environment): SharedFile[] {
  const configured = findPlain("sharedConfigFile", source, environment);
  const sdkFile = environment.variables[sdkFileVariable]?.trim();
  const file = (standard: string, given: { value: string; origin: string } | undefined): SharedFile => {
    const path = expandHome(given?.value ?? standard, environment.homeDirectory);
    return {
      shown: given === undefined ? standard : `the file that ${given.origin} names`,
      ...(path === undefined ? {} : { path }),
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

function expandHome(path: string, homeDirectory: string | undefined): string | undefined {
  if (!path.startsWith("~/")) {
    return path;
  }
  return homeDirectory === undefined ? undefined : join(homeDirectory, path.slice(2));
}
