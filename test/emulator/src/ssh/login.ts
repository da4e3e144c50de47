import { createHash, timingSafeEqual } from "node:crypto";
import type { AuthContext, AuthenticationType, PublicKeyAuthContext } from "ssh2";
import type { Server } from "../world/server";
import type { Ssh2 } from "./loadSsh2";

/** A public key somebody shows, and the signature made with its private half once he is asked for it. */
export type ShownKey = Pick<PublicKeyAuthContext, "key" | "signature" | "blob" | "hashAlgo">;

/** Answers one attempt to log in, by what is on the server at this moment. */
export function answerLogin(ssh2: Ssh2, server: Server, attempt: AuthContext): void {
  if (attempt.username === "root" && proves(ssh2, server, attempt)) {
    attempt.accept();
  } else {
    attempt.reject(waysIn(server));
  }
}

function proves(ssh2: Ssh2, server: Server, attempt: AuthContext): boolean {
  switch (attempt.method) {
    case "publickey":
      return keyOpens(ssh2, server, attempt);
    case "password":
      return passwordOpens(server, attempt.password);
    case "none":
    case "hostbased":
    case "keyboard-interactive":
      return false;
  }
}

function waysIn(server: Server): AuthenticationType[] {
  return server.passwordLogin ? ["publickey", "password"] : ["publickey"];
}

/** Whether a key is in the server's authorized_keys and, where there is a signature, made it. */
export function keyOpens(ssh2: Ssh2, server: Server, { key, signature, blob, hashAlgo }: ShownKey): boolean {
  const body = `${key.algo} ${key.data.toString("base64")}`;
  if (!server.authorizedKeys.includes(body)) {
    return false;
  }
  if (signature === undefined) {
    return true;
  }
  const parsed = ssh2.utils.parseKey(body);
  // Beside true and false ssh2 answers an Error, which would pass for true.
  const verdict: unknown =
    parsed instanceof Error || blob === undefined ? false : parsed.verify(blob, signature, hashAlgo);
  return verdict === true;
}

/** Whether root has this password and sshd accepts passwords. */
export function passwordOpens(server: Server, password: string): boolean {
  return server.hasPassword && server.passwordLogin && timingSafeEqual(digest(password), digest(server.rootPassword));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
