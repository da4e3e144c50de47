import type { Auth } from "../../model/auth";
import { readPrivateKey } from "../../model/privateKey";
import type { KnownSecrets } from "../../diagnostics/secrets/knownSecrets";
import type { Environment } from "../../settings/environment";
import { namedPath } from "../../settings/namedPath";
import type { Candidate, ResolvedAuth } from "./candidate";

/**
 * Reads what the candidates of `auth` refer to: environment variables and files of the provider process. Hosted keys
 * are not read here (see hostedKeys). What lets somebody in is noted among the secrets. What cannot be read becomes a problem, which matters only when nothing fits.
 */
export function resolveAuth(auths: readonly Auth[], environment: Environment, secrets: KnownSecrets): ResolvedAuth {
  const resolved: ResolvedAuth = { candidates: [], problems: [] };
  for (const auth of auths) {
    const result = resolveOne(auth, environment);
    if (typeof result === "string") {
      resolved.problems.push(result);
    } else if (result !== undefined) {
      resolved.candidates.push(result);
    }
  }
  secrets.add(...resolved.candidates.map(({ secret }) => secret));
  return resolved;
}

function resolveOne(auth: Auth, environment: Environment): Candidate | string | undefined {
  if ("password" in auth) {
    return { kind: "password", secret: auth.password, from: "auth.password" };
  }
  if ("privateKey" in auth) {
    return privateKey(auth.privateKey, "auth.privateKey");
  }
  if ("passwordEnv" in auth) {
    const from = `environment variable ${auth.passwordEnv}`;
    const secret = environment.variables[auth.passwordEnv];
    return secret === undefined || secret === "" ? `${from} is not set` : { kind: "password", secret, from };
  }
  if ("privateKeyEnv" in auth) {
    const from = `environment variable ${auth.privateKeyEnv}`;
    const secret = environment.variables[auth.privateKeyEnv];
    return secret === undefined || secret === "" ? `${from} is not set` : privateKey(secret, from);
  }
  if ("privateKeyFile" in auth) {
    const from = `file ${auth.privateKeyFile}`;
    const read = environment.files.readNow(namedPath(auth.privateKeyFile, environment).path);
    switch (read.found) {
      case "text":
        return privateKey(read.text, from);
      case "absent":
        return `${from} does not exist`;
      case "unusable":
        return `${from} ${read.why}`;
    }
  }
  return undefined;
}

function privateKey(text: string, from: string): Candidate | string {
  const read = readPrivateKey(text);
  return "fault" in read
    ? `${from} ${read.fault}`
    : { kind: "privateKey", secret: read.privateKey, publicKey: read.publicKey, from };
}
