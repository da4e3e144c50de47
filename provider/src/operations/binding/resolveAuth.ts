import type { KnownSecrets } from "../../diagnostics/secrets/knownSecrets";
import type { Auth } from "../../model/auth";
import type { ReadPrivateKey } from "../../model/privateKey";
import { passwordIn, variableIn } from "../../settings/environment";
import { fileText, readNamedFile, type NamedFile } from "../step/namedFile";
import type { StepContext } from "../step/stepContext";
import type { Candidate, ResolvedAuth } from "./candidate";

/** Where what `auth` refers to is read, and who hears of it. */
export interface AuthSources {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Reads a file by the path that was given for it; never rejects. */
  readonly file: (given: string) => Promise<NamedFile>;
  /** What messages call that file. */
  readonly fileText: (given: string) => string;
  /** Reads the private key in a text. */
  readonly key: (text: string) => ReadPrivateKey;
  /** What lets somebody in is noted here. */
  readonly secrets: KnownSecrets;
  readonly notice: (text: string) => void;
}

/** The sources of a step. */
export function authSources(context: StepContext): AuthSources {
  const { cloud, environment, privateKeys, notice } = context;
  return {
    variables: environment.variables,
    file: (given) => readNamedFile(given, environment, context),
    fileText,
    key: (text) => privateKeys.read(text),
    secrets: cloud.secrets,
    notice,
  };
}

/**
 * Reads what the candidates of `auth` refer to: environment variables and files of the provider process. Hosted keys
 * are not read here (see hostedKeys). What cannot be read becomes a problem, which matters only when nothing fits.
 */
export async function resolveAuth(auths: readonly Auth[], sources: AuthSources): Promise<ResolvedAuth> {
  const resolved: ResolvedAuth = { candidates: [], problems: [] };
  let passwords = 0;
  for (const auth of auths) {
    passwords += "password" in auth ? 1 : 0;
    const result = await resolveOne(auth, passwords, sources);
    if (typeof result === "string") {
      resolved.problems.push(result);
    } else if (result !== undefined) {
      resolved.candidates.push(result);
    }
  }
  sources.secrets.add(...resolved.candidates.map(({ secret }) => secret));
  return resolved;
}

async function resolveOne(
  auth: Auth,
  passwords: number,
  { variables, file, fileText: shown, key, notice }: AuthSources,
): Promise<Candidate | string | undefined> {
  if ("password" in auth) {
    // What was tried is recorded by where it came from: of several each needs a name of its own to have its turn.
    const from = passwords > 1 ? `auth.password (no. ${passwords})` : "auth.password";
    return password(auth.password, from);
  }
  if ("privateKey" in auth) {
    return privateKey(key(auth.privateKey), "auth.privateKey");
  }
  if ("passwordEnv" in auth) {
    const from = `environment variable ${auth.passwordEnv}`;
    const secret = variableIn(variables, auth.passwordEnv);
    return secret === undefined || secret === "" ? `${from} is not set` : password(secret, from);
  }
  if ("privateKeyEnv" in auth) {
    const from = `environment variable ${auth.privateKeyEnv}`;
    const secret = variableIn(variables, auth.privateKeyEnv);
    return secret === undefined || secret === "" ? `${from} is not set` : privateKey(key(secret), from);
  }
  if ("privateKeyFile" in auth) {
    const { read, moved } = await file(auth.privateKeyFile);
    if (moved !== undefined) {
      notice(moved);
    }
    const from = `file ${shown(auth.privateKeyFile)}`;
    switch (read.found) {
      case "text":
        return privateKey(key(read.text), from);
      case "absent":
        return `${from} does not exist`;
      case "unusable":
        return `${from} ${read.why}`;
    }
  }
  return undefined;
}

function password(text: string, from: string): Candidate | string {
  const secret = passwordIn(text);
  return secret === undefined ? `${from} is blank` : { kind: "password", secret, from };
}

function privateKey(read: ReadPrivateKey, from: string): Candidate | string {
  return "fault" in read
    ? `${from} ${read.fault}`
    : { kind: "privateKey", secret: read.privateKey, publicKey: read.publicKey, from };
}
