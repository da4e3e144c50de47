import { percentEncode } from "./percentEncode";

/** The path as it is signed: every segment escaped anew, always with a slash at the end (the URL sent has none). */
export function canonicalPath(path: string): string {
  const escaped = path
    .split("/")
    .map((segment) => percentEncode(decodeURIComponent(segment)))
    .join("/");
  return escaped.endsWith("/") ? escaped : `${escaped}/`;
}
