import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/**
 * The folder that holds one sub-folder per cached CLI version, shared by all checkouts of a user.
 *
 * @param environment where `XDG_CACHE_HOME` is looked up; a relative value is ignored, as the XDG specification asks
 */
export function cacheDirectory(environment: Readonly<Record<string, string | undefined>>): string {
  const configured = environment["XDG_CACHE_HOME"];
  const base = configured !== undefined && isAbsolute(configured) ? configured : join(homedir(), ".cache");
  return join(base, "pulumi-huaweicloud-kps", "pulumi");
}
