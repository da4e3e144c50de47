/** How KPS gets into a running server: its root password, or the private key (PEM) of the key pair now bound. */
export interface ServerAuth {
  readonly type: "password" | "keypair";
  /** Secret. */
  readonly key: string;
}

/** The part of a server that associate and disassociate have in common. */
export interface ServerAccess {
  readonly id: string;
  /** Absent for a server that is shut down. */
  readonly auth?: ServerAuth | undefined;
  /** SSH port; the service's default is 22. */
  readonly port?: number | undefined;
}

/** `auth` and `port` as the API writes them, left out where absent. */
export function serverAccessWire(server: ServerAccess): Record<string, unknown> {
  return {
    id: server.id,
    ...(server.auth === undefined ? {} : { auth: { type: server.auth.type, key: server.auth.key } }),
    ...(server.port === undefined ? {} : { port: server.port }),
  };
}

/** What no message may show of it. */
export function serverAccessSecrets(server: ServerAccess): string[] {
  return server.auth === undefined ? [] : [server.auth.key];
}
