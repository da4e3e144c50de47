import { SettingsError } from "./settingsError";

/**
 * A base URL without a trailing slash; `https://` is added when no scheme is given.
 * @throws SettingsError for anything else, and for cleartext to another machine
 */
export function baseUrl(found: { readonly key: string; readonly value: string; readonly origin: string }): string {
  const refuse = (why: string): SettingsError =>
    new SettingsError({ key: found.key, sentence: `${found.origin} is not a usable base URL: ${why}.` });
  const url = parseUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(found.value) ? found.value : `https://${found.value}`);
  if (url === undefined || (url.protocol !== "https:" && url.protocol !== "http:") || !isHost(url.hostname)) {
    throw refuse("https://host[:port] is expected");
  }
  if (url.username !== "" || url.password !== "") {
    throw refuse("it must not hold a user name or password");
  }
  if (url.search !== "" || url.hash !== "") {
    throw refuse("it must not hold a query or fragment");
  }
  if (!isDecodable(url.pathname)) {
    throw refuse("a % in its path must begin an escaped character of UTF-8, such as %20");
  }
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    throw refuse("http: would send credentials in the clear; it is accepted for loopback only");
  }
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, "")}`;
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** A signature is made of the path without its escapes. */
function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** A name of letters, digits, `-` and `_`, or an address; not what is left of a scheme that lacks a slash (`https:/host`). */
function isHost(hostname: string): boolean {
  return /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])$/.test(hostname) && hostname !== "https" && hostname !== "http";
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
