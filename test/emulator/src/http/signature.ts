import { createHmac, timingSafeEqual } from "node:crypto";
import { canonicalRequest, sha256, type QueryOrder } from "./canonicalRequest";
import type { IncomingRequest } from "./incoming";

/** What an Authorization header of SDK-HMAC-SHA256 says. */
export interface Authorization {
  accessKey: string;
  signedHeaders: string[];
  signature: string;
}

const pattern = /^SDK-HMAC-SHA256 +Access=([^, ]+), *SignedHeaders=([^, ]+), *Signature=([0-9a-f]+)$/;

/** @returns undefined for a header of any other form */
export function readAuthorization(header: string): Authorization | undefined {
  const [, accessKey, names, signature] = pattern.exec(header) ?? [];
  return accessKey !== undefined && names !== undefined && signature !== undefined
    ? { accessKey, signedHeaders: names.toLowerCase().split(";"), signature }
    : undefined;
}

/** The moment of `YYYYMMDDTHHMMSSZ` in ms since 1970, NaN for another text. */
export function readSdkDate(text: string): number {
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z");
  return iso === text ? NaN : Date.parse(iso);
}

/** `YYYYMMDDTHHMMSSZ`. */
export function writeSdkDate(wall: number): string {
  return new Date(wall).toISOString().replace(/[-:]|\.\d+/g, "");
}

/** Whether `authorization` was made for this request with this secret key. */
export function fits(authorization: Authorization, parts: IncomingRequest, secretKey: string): boolean {
  return (["after", "before"] as const).some((order) => fitsOrder(authorization, parts, secretKey, order));
}

function fitsOrder(
  authorization: Authorization,
  parts: IncomingRequest,
  secretKey: string,
  order: QueryOrder,
): boolean {
  const date = parts.headers["x-sdk-date"];
  const text = canonicalRequest(parts, authorization.signedHeaders, order);
  const toSign = `SDK-HMAC-SHA256\n${typeof date === "string" ? date : ""}\n${sha256(text)}`;
  const expected = createHmac("sha256", secretKey).update(toSign).digest();
  const given = Buffer.from(authorization.signature, "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
