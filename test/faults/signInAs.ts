import { z } from "zod";
import type { Emulator } from "../emulator/src/index";

/** Stack configuration that signs in one way, and what of it must never be seen. */
export interface SignedIn {
  readonly by: "access key" | "temporary key" | "token" | "user";
  readonly config: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  /** Those of them that requests carry or rest on, so that the service could repeat them. */
  readonly sent: readonly string[];
}

const temporary = z.object({
  credential: z.object({ access: z.string(), secret: z.string(), securitytoken: z.string() }),
});

/** Asks the emulator for what a way of signing in needs. The keys of the other ways are emptied. */
export async function signInAs(by: SignedIn["by"], { url, credentials }: Emulator): Promise<SignedIn> {
  const { secretKey, userName, userPassword, domainName, projectId } = credentials;
  if (by === "access key") {
    return { by, config: {}, secrets: [secretKey], sent: [secretKey] };
  }
  const none = { "kps:accessKey": "", "kps:secretKey": "" };
  if (by === "user") {
    const config = { "kps:userName": userName, "kps:password": userPassword, "kps:domainName": domainName };
    return { by, config: { ...none, ...config }, secrets: [userPassword, secretKey], sent: [userPassword] };
  }
  const user = { name: userName, password: userPassword, domain: { name: domainName } };
  const identity = { methods: ["password"], password: { user } };
  const signedIn = await post(`${url}/v3/auth/tokens`, { auth: { identity, scope: { project: { id: projectId } } } });
  const token = signedIn.headers.get("x-subject-token") ?? "";
  if (by === "token") {
    return { by, config: { ...none, "kps:token": token }, secrets: [token, userPassword, secretKey], sent: [token] };
  }
  const answer = await post(
    `${url}/v3.0/OS-CREDENTIAL/securitytokens`,
    { auth: { identity: { methods: ["token"], token: { duration_seconds: 900 } } } },
    { "x-auth-token": token },
  );
  const { access, secret, securitytoken } = temporary.parse(await answer.json()).credential;
  return {
    by,
    config: { "kps:accessKey": access, "kps:secretKey": secret, "kps:securityToken": securitytoken },
    secrets: [secret, securitytoken, token, secretKey],
    sent: [secret, securitytoken],
  };
}

async function post(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const sent = { "content-type": "application/json", ...headers };
  const response = await fetch(url, { method: "POST", headers: sent, body: JSON.stringify(body) });
  if (!response.ok) {
    throw new Error(`the emulator answered ${response.status}: ${await response.text()}`);
  }
  return response;
}
