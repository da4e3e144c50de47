import { hashHex } from "./hashHex";

/** The only algorithm we use. */
export const algorithm = "SDK-HMAC-SHA256";

/** Algorithm, date and the hash of the canonical request. */
export function stringToSign(date: string, canonicalRequest: string): string {
  return [algorithm, date, hashHex(canonicalRequest)].join("\n");
}
