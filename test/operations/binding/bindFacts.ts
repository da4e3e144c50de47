import type { Candidate } from "../../../provider/src/operations/binding/candidate";
import { decideBind, type BindFacts } from "../../../provider/src/operations/binding/decideBind";
import type { KnownKey } from "../../../provider/src/operations/binding/fitAuth";
import type { ServerFacts } from "../../../provider/src/operations/binding/serverFacts";

/** Three public keys: the one that is bound, another pair's, and one that nobody knows. */
export const OURS = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";
export const OTHER = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB8eHRwbGhkYFxYVFBMSERAPDg0MCwoJCAcGBQQDAgEA";
export const STRANGE = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/** A private key that auth gives, by its public half. */
export const key = (publicKey: string): Candidate => ({
  kind: "privateKey",
  secret: "pem",
  publicKey,
  from: "file id_rsa",
});

/** A server as ECS shows it. */
export function server(power: "running" | "stopped" | "other", keyPairName: string | undefined): BindFacts["server"] {
  const status = { running: "ACTIVE", stopped: "SHUTOFF", other: "ERROR" }[power];
  return { known: true, power, status, name: "web-1", keyPairName } satisfies ServerFacts;
}

/** What is known of the key on the server. */
export function known(publicKeys: string[] = [], more: Partial<KnownKey> = {}): KnownKey {
  return { publicKeys, uncertain: false, found: false, tried: [], ...more };
}

/** The facts of a first bind of "new" to a running server without a key pair, but for what is changed. */
export function facts(changes: Partial<BindFacts>): BindFacts {
  return {
    server: server("running", undefined),
    wanted: { keyPairName: "new", fingerprint: undefined },
    recorded: { keyPairName: undefined, fingerprint: undefined },
    attempted: undefined,
    boundByOther: undefined,
    older: false,
    key: known(),
    namedPublicKey: undefined,
    replaces: [],
    candidates: [],
    again: false,
    ...changes,
  };
}

/** What is decided on them, in a few words. */
export function outcome(changes: Partial<BindFacts>): string {
  const decision = decideBind(facts(changes));
  if (decision.action === "post") {
    return `${decision.operation}${decision.auth === undefined ? "" : ` with ${decision.auth.kind}`}`;
  }
  return decision.action === "refuse" ? `refuse: ${decision.why}` : decision.action;
}
