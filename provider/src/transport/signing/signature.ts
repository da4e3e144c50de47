import { createHmac } from "node:crypto";

/** HMAC-SHA256 with the secret key itself; this algorithm derives no key from date or region. */
export function signature(secretKey: string, stringToSign: string): string {
  return createHmac("sha256", secretKey).update(stringToSign).digest("hex");
}
