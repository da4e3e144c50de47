/**
 * An identifier or name as one segment of a path. The service's own ids and names are letters, digits, `_`, `-` and `.`;
 * anything else could reach another resource and is refused.
 * @throws Error naming what the value is for.
 */
export function pathSegment(what: string, value: string): string {
  if (!/^[A-Za-z0-9_.-]{1,255}$/.test(value) || value === "." || value === "..") {
    throw new Error(
      `${what} ${JSON.stringify(value.slice(0, 80))} is not valid: letters, digits, "_", "-" and "." are.`,
    );
  }
  return encodeURIComponent(value);
}
