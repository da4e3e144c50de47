import type { Quirks } from "./quirks";
import { supportsImage, type Server } from "./server";
import type { Proof, TaskOperation } from "./task";

/** An operation as asked for, before or while it runs. */
export interface Attempt {
  operation: TaskOperation;
  keyPairName: string;
  previousKeyPair: string;
  online: boolean;
  proof: Proof;
}

/** Why an operation cannot succeed. */
export interface Obstacle {
  quirk: keyof Quirks;
  code: string;
  message: string;
}

interface Check extends Omit<Obstacle, "message"> {
  message: string | ((attempt: Attempt) => string);
  applies(attempt: Attempt, server: Server): boolean;
}

const keyErrors: Record<TaskOperation, string> = {
  BIND: "Add public key error",
  RESET: "Reset public key error",
  REPLACE: "Update public key error",
  UNBIND: "Delete public key error",
};

/** What the service says when it could not change authorized_keys. */
export function keyError(operation: TaskOperation): string {
  return keyErrors[operation];
}

/** In the order in which they are looked at. */
const checks: Check[] = [
  {
    quirk: "unbindUnbound",
    code: "KPS.0002",
    message: "The server has no key pair bound",
    applies: (attempt) => attempt.operation === "UNBIND" && attempt.previousKeyPair === "",
  },
  {
    quirk: "replaceSameName",
    code: "KPS.0002",
    message: "The key pair is already bound to the server",
    applies: (attempt) => attempt.operation !== "UNBIND" && attempt.previousKeyPair === attempt.keyPairName,
  },
  {
    quirk: "missingAuth",
    code: "KPS.0002",
    message: "Parameter error: auth is required for a running server",
    applies: (attempt) => needsAuth(attempt) && attempt.proof.kind === "none",
  },
  {
    quirk: "unfittingAuth",
    code: "KPS.0002",
    message: (attempt) => `Parameter error: auth of type ${fittingKind(attempt)} is required`,
    applies: (attempt) => needsAuth(attempt) && !["none", fittingKind(attempt)].includes(attempt.proof.kind),
  },
  {
    quirk: "authOnStoppedServer",
    code: "KPS.0002",
    message: "Parameter error: auth must not be given for a stopped server",
    applies: (attempt) => !attempt.online && attempt.proof.kind !== "none",
  },
  {
    quirk: "unsupportedImage",
    code: "KPS.0002",
    message: "The operating system of the server is not supported",
    applies: (_attempt, server) => !supportsImage(server.image),
  },
  {
    quirk: "closedPort",
    code: "KPS.0004",
    message: (attempt) => `Connecting to port ${attempt.proof.port} of the server timed out`,
    applies: (attempt, server) => attempt.online && (!server.sshPortOpen || server.port !== attempt.proof.port),
  },
  {
    quirk: "wrongAuth",
    code: "KPS.6009",
    message: (attempt) =>
      attempt.proof.kind === "password"
        ? "Failed to log in to the server with the password"
        : keyError(attempt.operation),
    applies: (attempt, server) => needsAuth(attempt) && attempt.proof.kind !== "none" && !opens(attempt.proof, server),
  },
  {
    quirk: "editedAuthorizedKeys",
    code: "KPS.0004",
    message: (attempt) => keyError(attempt.operation),
    applies: (_attempt, server) => server.authorizedKeysEdited,
  },
  {
    quirk: "unbindWithoutPassword",
    code: "KPS.0004",
    message: "The server has no password, nobody could log in to it any more",
    applies: (attempt, server) => attempt.operation === "UNBIND" && !server.hasPassword,
  },
];

/**
 * The first thing in the way of an operation.
 *
 * @param moment at the `post` only what the quirks refuse there; at the `end` everything that makes the task fail
 */
export function findObstacle(
  attempt: Attempt,
  server: Server,
  quirks: Quirks,
  moment: "post" | "end",
): Obstacle | undefined {
  const found = checks.find((check) => {
    const mode = quirks[check.quirk];
    return (mode === "refuse" || (mode === "fail" && moment === "end")) && check.applies(attempt, server);
  });
  if (found === undefined) {
    return undefined;
  }
  const message = typeof found.message === "string" ? found.message : found.message(attempt);
  return { quirk: found.quirk, code: found.code, message };
}

function needsAuth(attempt: Attempt): boolean {
  return attempt.online && !(attempt.operation === "UNBIND" && attempt.previousKeyPair === "");
}

function fittingKind(attempt: Attempt): "password" | "keypair" {
  return attempt.previousKeyPair === "" ? "password" : "keypair";
}

function opens(proof: Proof, server: Server): boolean {
  if (proof.kind === "password") {
    return server.hasPassword && server.passwordLogin && proof.password === server.rootPassword;
  }
  return proof.keyBody !== undefined && server.authorizedKeys.includes(proof.keyBody);
}
