import { join } from "node:path";
import type { Environment } from "./environment";

/** A path that a setting gives, with the home directory where it begins with `~/`; undefined for a user who has none. */
export function homePath(given: string, { homeDirectory }: Pick<Environment, "homeDirectory">): string | undefined {
  if (!given.startsWith("~/")) {
    return given;
  }
  return homeDirectory === undefined ? undefined : join(homeDirectory, given.slice(2));
}
