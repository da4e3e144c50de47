import { decodings } from "./decodings";
import { secretForms } from "./secretForms";
import { SecretIndex, type Span } from "./secretIndex";
import { REMOVED, withoutSecretShapes } from "./withoutSecretShapes";

/** So much of an access key id is shown: enough to tell two apart. */
const SHOWN_OF_ACCESS_KEY = 4;
/** Between two parts of one secret there may be this much: a line break, however escaped. */
const SAME_SECRET = 6;

/**
 * The secrets that a process has come to know: its credentials, and all that lets somebody into a server. Takes them out
 * of texts in every form that a service may have turned them into: JSON once or several times escaped, `\uXXXX`, HTML,
 * percent, hex, base64, several of these inside each other, cut off.
 */
export class KnownSecrets {
  readonly #index = new SecretIndex();
  readonly #known = new Set<string>();

  constructor(secrets: readonly string[] = []) {
    this.add(...secrets);
  }

  /** Notes secrets; what is known already, empty or undefined changes nothing. */
  add(...secrets: readonly (string | undefined)[]): void {
    for (const secret of secrets) {
      this.#note(secret, REMOVED);
    }
  }

  /** Notes the id of an access key, which is no secret itself but is shortened wherever it shows. */
  addAccessKey(accessKey: string): void {
    this.#note(accessKey, `${accessKey.slice(0, SHOWN_OF_ACCESS_KEY)}...`);
  }

  /** The text without secrets. Its time grows with the length of the text only; what is longer than 64 KiB is cut. */
  redact(text: string): string {
    const shaped = withoutSecretShapes(text.slice(0, 64 * 1024));
    const spans =
      this.#known.size === 0
        ? []
        : decodings(shaped).flatMap((decoding) =>
            this.#index.find(decoding.text).map(({ from, to, instead }) => ({
              from: decoding.from(from),
              to: decoding.to(to - 1),
              instead,
            })),
          );
    return replaced(shaped, spans);
  }

  #note(secret: string | undefined, instead: string): void {
    if (secret === undefined || secret === "" || this.#known.has(secret)) {
      return;
    }
    this.#known.add(secret);
    secretForms(secret).forEach((form) => this.#index.add(form, instead));
  }
}

function replaced(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) {
    return text;
  }
  const merged: { from: number; to: number; instead: string }[] = [];
  for (const span of [...spans].sort((one, other) => one.from - other.from || other.to - one.to)) {
    const last = merged.at(-1);
    if (last !== undefined && (span.from <= last.to || isJoint(text.slice(last.to, span.from)))) {
      last.to = Math.max(last.to, span.to);
    } else {
      merged.push({ ...span });
    }
  }
  let shown = "";
  let at = 0;
  for (const { from, to, instead } of merged) {
    shown += text.slice(at, from) + instead;
    at = to;
  }
  return shown + text.slice(at);
}

/** Whether the text between two parts is no more than an escaped line break. */
function isJoint(between: string): boolean {
  return between.length <= SAME_SECRET && /^[\s\\nr]{0,6}$/.test(between);
}
