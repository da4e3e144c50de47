/** The releases of Node.js that this package is made for, as its package.json says. */
const SUPPORTED = "20.19, 22.12 or newer";

/**
 * One sentence for a Node.js that is too old, before anything fails in words of its own; undefined for one that is not.
 * @param version such as 20.19.0
 */
export function oldNodeFault(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < 20 || (major === 20 && minor < 19) || major === 21 || (major === 22 && minor < 12)
    ? `pulumi-huaweicloud-kps needs Node.js ${SUPPORTED}; this is ${version} (${process.execPath})`
    : undefined;
}
