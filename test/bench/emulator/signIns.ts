import { sdkDate, signRequest } from "../../../provider/dist/transport/signing/signRequest";
import type { Credentials } from "../../emulator/src/index";

/** A way to prove who sends a request. */
export interface SignIn {
  /** Headers of a GET of this path and query, `host` included. */
  headersFor(url: string): Record<string, string>;
}

/** By a token, issued now. */
export async function byToken(credentials: Credentials): Promise<SignIn> {
  const { url, userName: name, userPassword: password, domainName, region } = credentials;
  const identity = { methods: ["password"], password: { user: { name, password, domain: { name: domainName } } } };
  const reply = await fetch(`${url}/v3/auth/tokens`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ auth: { identity, scope: { project: { name: region } } } }),
  });
  const token = reply.headers.get("x-subject-token");
  if (token === null) {
    throw new Error(`no token was given: ${await reply.text()}`);
  }
  const { host } = new URL(url);
  return { headersFor: () => ({ host, "x-auth-token": token }) };
}

/** By an access key; every request is signed once and holds for a quarter of an hour, however often it is sent. */
export function byAccessKey(credentials: Credentials): SignIn {
  const { host } = new URL(credentials.url);
  return {
    headersFor: (url) => {
      const { pathname, searchParams } = new URL(url, credentials.url);
      const date = sdkDate(Date.now());
      const headers = { host, "x-sdk-date": date };
      const request = { method: "GET", path: pathname, query: [...searchParams], headers, body: "" };
      return { ...headers, authorization: signRequest(request, date, credentials) };
    },
  };
}
