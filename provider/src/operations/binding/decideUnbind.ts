import type { Candidate } from "./candidate";
import { fitPrivateKey } from "./fitAuth";
import type { ServerFacts } from "./serverFacts";

/** Everything the decision to unbind rests on. */
export interface UnbindFacts {
  server: ServerFacts;
  policy: "auto" | "unbind" | "retain";
  /** The key pair that our state says is bound; undefined when no bind was ever confirmed. */
  boundKeyPairName: string | undefined;
  /** Public halves of the key now on the server, as far as known, the likeliest first; several after a failed task. */
  boundPublicKeys: readonly string[];
  /** No task of ours made the binding. */
  adopted: boolean;
  /** A key pair was bound to the server before us. */
  tookOver: boolean;
  candidates: readonly Candidate[];
}

/** What deleting a binding does: nothing (saying why when a person should know), one POST, or a refusal. */
export type UnbindDecision =
  | { action: "done"; notice: string | undefined }
  | { action: "post"; online: boolean; auth: Candidate | undefined }
  | { action: "refuse"; why: string; next: string };

const WAYS_OUT =
  'give the private key now in use in auth and run `pulumi up`, then delete; or stop the server first (a stopped server needs no auth); or keep the key on the server: onDelete: "retain"';

/** Decides what deleting a binding needs. Pure: it asks nobody and sends nothing. */
export function decideUnbind(facts: UnbindFacts): UnbindDecision {
  const { server, boundKeyPairName: ours } = facts;
  if (server.known === "gone" || ours === undefined) {
    return { action: "done", notice: undefined };
  }
  if (server.known && server.keyPairName !== ours) {
    return {
      action: "done",
      notice:
        server.keyPairName === undefined
          ? undefined
          : `left alone: the server is now bound to key pair "${server.keyPairName}", which is not ours`,
    };
  }
  if (facts.policy === "retain") {
    return { action: "done", notice: `key pair "${ours}" stays on the server: onDelete is "retain"` };
  }
  if (facts.policy === "auto" && (facts.adopted || facts.tookOver)) {
    const why = facts.adopted ? "no task of ours bound it" : "the server had a key pair before";
    return {
      action: "done",
      notice: `key pair "${ours}" stays on the server: ${why}, and unbinding could leave a server nobody can enter; onDelete: "unbind" insists`,
    };
  }
  if (server.known && server.power === "stopped") {
    return { action: "post", online: false, auth: undefined };
  }
  if (server.known && server.power === "other") {
    return {
      action: "refuse",
      why: `the server is in status ${server.status}; a key pair can be unbound from a server that is ACTIVE or SHUTOFF`,
      next: 'wait until the server is running or stopped, then try again; or keep the key on the server: onDelete: "retain"',
    };
  }
  const fit = fitPrivateKey(facts.candidates, facts.boundPublicKeys);
  return fit.fits
    ? { action: "post", online: true, auth: fit.candidate }
    : {
        action: "refuse",
        why: `${server.known ? "unbinding from a running server needs the private key now in use" : "ECS cannot be asked whether the server is running, so nothing is sent without the private key now in use"}; ${fit.why}`,
        next: WAYS_OUT,
      };
}
