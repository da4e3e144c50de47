import { z } from "zod";

/** An ECS as far as key pairs are concerned. */
export interface Server {
  id: string;
  name: string;
  status: "ACTIVE" | "SHUTOFF";
  /** Name of the operating system image. */
  image: string;
  rootPassword: string;
  /** Whether root has a password at all. */
  hasPassword: boolean;
  /** Whether sshd accepts it. */
  passwordLogin: boolean;
  /** Port sshd listens on. */
  port: number;
  sshPortOpen: boolean;
  authorizedKeysEdited: boolean;
  /** The key pair the cloud has recorded; empty = none. It says nothing about `authorizedKeys`. */
  keyPairName: string;
  /** What is in /root/.ssh/authorized_keys, each as type and base64 body. */
  authorizedKeys: string[];
  /** Until this moment (monotonic ms) ECS still shows `staleKeyName`. */
  staleUntil: number;
  staleKeyName: string;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** Creates a server, or changes one. */
export const serverPatchSchema = z.strictObject({
  name: z.string().optional(),
  status: z.enum(["ACTIVE", "SHUTOFF"]).optional(),
  image: z.string().optional(),
  rootPassword: z.string().optional(),
  hasPassword: z.boolean().optional(),
  passwordLogin: z.boolean().optional(),
  port: z.number().int().min(1).max(65535).optional(),
  sshPortOpen: z.boolean().optional(),
  authorizedKeysEdited: z.boolean().optional(),
  keyPairName: z.string().nullish(),
  reinstall: z.boolean().optional(),
});

export type ServerPatch = z.output<typeof serverPatchSchema>;

/** Root's password of a server that was created without a word about it. */
export const defaultRootPassword = "Emulated-Root-1";

/** A running, unbound Ubuntu server with a password. */
export function newServer(id: string, createdAt: number): Server {
  return {
    id,
    name: id,
    status: "ACTIVE",
    image: "Ubuntu 22.04 server 64bit",
    rootPassword: defaultRootPassword,
    hasPassword: true,
    passwordLogin: true,
    port: 22,
    sshPortOpen: true,
    authorizedKeysEdited: false,
    keyPairName: "",
    authorizedKeys: [],
    staleUntil: 0,
    staleKeyName: "",
    createdAt,
  };
}

/**
 * Changes a server as its owner would, behind the service's back.
 *
 * @param publicKeyOf finds the key body of a key pair, so that `keyPairName` also puts the key on the server
 */
export function patchServer(
  server: Server,
  patch: ServerPatch,
  publicKeyOf: (name: string) => string | undefined,
): void {
  if (patch.reinstall === true) {
    server.authorizedKeys = [];
    server.authorizedKeysEdited = false;
  }
  server.name = patch.name ?? server.name;
  server.status = patch.status ?? server.status;
  server.image = patch.image ?? server.image;
  server.rootPassword = patch.rootPassword ?? server.rootPassword;
  server.hasPassword = patch.hasPassword ?? (patch.rootPassword === undefined ? server.hasPassword : true);
  server.passwordLogin = patch.passwordLogin ?? server.passwordLogin;
  server.port = patch.port ?? server.port;
  server.sshPortOpen = patch.sshPortOpen ?? server.sshPortOpen;
  server.authorizedKeysEdited = patch.authorizedKeysEdited ?? server.authorizedKeysEdited;
  if (patch.keyPairName !== undefined) {
    server.keyPairName = patch.keyPairName ?? "";
    const body = publicKeyOf(server.keyPairName);
    server.authorizedKeys = body === undefined ? [] : [body];
    server.staleUntil = 0;
  }
}

const unsupported = /^(windows|coreos|openeuler|freebsd|kylin.*v10|uniontech os server 20|euler|centos stream 8)/i;

/** Whether the service can bind key pairs to servers of this image. */
export function supportsImage(image: string): boolean {
  return !unsupported.test(image);
}
