import { algorithm } from "./stringToSign";

/** Value of the header Authorization. */
export function authorizationHeader(accessKey: string, signedNames: string, signature: string): string {
  return `${algorithm} Access=${accessKey}, SignedHeaders=${signedNames}, Signature=${signature}`;
}
