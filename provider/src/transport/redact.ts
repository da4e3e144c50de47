import { percentEncode } from "./signing/percentEncode";

const removed = "[removed]";

/** Secrets shorter than this cannot be told from ordinary text. */
const shortest = 3;

/** A service may cut what it echoes: so much of a secret's start is enough to know it. */
const knownStart = 16;

/**
 * Text from outside without anything that could let somebody in: the given secrets (raw, base64, escaped for URLs or JSON,
 * cut off), PEM private keys, token headers, and the canonical request that gateways echo after a wrong signature.
 */
export function redact(text: string, secrets: readonly string[]): string {
  return withoutSecrets(withoutKnownShapes(text), secrets);
}

function withoutKnownShapes(text: string): string {
  return text
    .replace(/[\s,;.:]*(?:canonical[ _-]?request|string[ _-]?to[ _-]?sign|SDK-HMAC-SHA256 )[\s\S]*$/i, "")
    .replace(/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, removed)
    .replace(/\b(x-(?:auth|security|subject)-token"?\s*[:=]\s*)[^\s|,;]+/gi, `$1${removed}`);
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  return formsOf(secrets).reduce((rest, form) => withoutForm(rest, form), text);
}

function withoutForm(text: string, form: string): string {
  const whole = text.replaceAll(form, removed);
  return form.length > 2 * knownStart ? withoutStart(whole, form.slice(0, knownStart)) : whole;
}

function withoutStart(text: string, start: string): string {
  const at = text.indexOf(start);
  if (at < 0) {
    return text;
  }
  const end = /[\s"|]/.exec(text.slice(at + start.length))?.index;
  const rest = end === undefined ? "" : text.slice(at + start.length + end);
  return text.slice(0, at) + removed + withoutStart(rest, start);
}

/** Longest first, so that no form leaves the rest of a longer one behind. */
function formsOf(secrets: readonly string[]): string[] {
  const pieces = secrets.flatMap((secret) => [secret, ...longLines(secret)]);
  const forms = pieces.flatMap((piece) => [
    piece,
    Buffer.from(piece).toString("base64").replace(/=+$/, ""),
    Buffer.from(piece).toString("base64url"),
    encodeURIComponent(piece),
    percentEncode(piece),
    JSON.stringify(piece).slice(1, -1),
  ]);
  return [...new Set(forms)].filter((form) => form.length >= shortest).sort((a, b) => b.length - a.length);
}

function longLines(secret: string): string[] {
  return secret
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line.length >= knownStart && !line.startsWith("-----"));
}
