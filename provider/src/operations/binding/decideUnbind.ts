import type { BindingRecord } from "../../model/bindingRecord";
import type { Candidate } from "./candidate";
import { fitPrivateKey, type KnownKey } from "./fitAuth";
import type { ServerFacts } from "./serverFacts";

/** Everything the decision to unbind rests on. */
export interface UnbindFacts {
  server: ServerFacts;
  policy: "auto" | "unbind";
  /** The key pair that our state says is bound; undefined when no bind was ever confirmed. */
  boundKeyPairName: string | undefined;
  /** A task of ours made that binding; otherwise it was found. */
  made: boolean;
  /** Somebody else was just seen to bind that key pair there once more. */
  boundAnew: boolean;
  /** A key pair was bound to the server before us. */
  tookOver: boolean;
  /** A bind of ours switched SSH login by password off; "perhaps" where nobody could find out what became of it. */
  passwordDisabled: boolean | "perhaps";
  /** A key pair that a change of ours was to bind whose end nobody knows. */
  attempted: string | undefined;
  /** What is known of the key now on the server. */
  key: KnownKey;
  candidates: readonly Candidate[];
}

/** What deleting a binding does: nothing (saying why when a person should know), one POST, or a refusal. */
export type UnbindDecision =
  | { action: "done"; notice: string | undefined }
  | { action: "post"; online: boolean; auth: Candidate | undefined }
  | { action: "refuse"; why: string; next: string };

const RETAIN =
  'or keep the key on the server: set onDelete: "retain" and run `pulumi up` before you delete (a delete goes by the inputs of the last up; where that up is refused too, `pulumi state delete` forgets the binding and leaves the server as it is)';
const WAYS_OUT = `give the private key now in use in auth and run \`pulumi up\`, then delete; or stop the server first (a stopped server needs no auth); ${RETAIN}`;

/** Decides what deleting a binding needs. Pure: it asks nobody and sends nothing. */
export function decideUnbind(facts: UnbindFacts): UnbindDecision {
  const { server, boundKeyPairName: ours } = facts;
  if (server.known === "gone") {
    return { action: "done", notice: undefined };
  }
  if (ours === undefined) {
    return { action: "done", notice: server.known ? leftBehind(facts, server.keyPairName) : unseen(facts) };
  }
  if (server.known && server.keyPairName !== ours) {
    return { action: "done", notice: leftBehind(facts, server.keyPairName) };
  }
  const kept = facts.policy === "auto" ? whyKept(facts) : undefined;
  if (kept !== undefined) {
    return { action: "done", notice: `key pair "${ours}" stays on the server: ${kept}; onDelete: "unbind" insists` };
  }
  if (server.known && server.power === "stopped") {
    return { action: "post", online: false, auth: undefined };
  }
  if (server.known && server.power === "other") {
    return {
      action: "refuse",
      why: `the server is in status ${server.status}; a key pair can be unbound from a server that is ACTIVE or SHUTOFF`,
      next: `wait until the server is running or stopped, then try again; ${RETAIN}`,
    };
  }
  const fit = fitPrivateKey(facts.candidates, facts.key);
  return fit.fits
    ? { action: "post", online: true, auth: fit.candidate }
    : {
        action: "refuse",
        why: `${server.known ? "unbinding from a running server needs the private key now in use" : "ECS cannot be asked whether the server is running, so nothing is sent without the private key now in use"}; ${fit.why}`,
        next: WAYS_OUT,
      };
}

/** Whether "auto" leaves a binding on its server by what our record says of it alone. */
export function staysWhateverIsThere({ made, tookOver, passwordDisabled }: BindingRecord): boolean {
  return made === undefined || tookOver === true || passwordDisabled === true;
}

/** What stays on a server whose binding is retained; undefined where nothing of ours is there. */
export function retainedText({ phase, boundKeyPairName, attempt }: BindingRecord): string | undefined {
  if (attempt !== undefined && (phase === "waiting" || phase === "failed")) {
    const end = phase === "waiting" ? "comes to, whose end is not known yet" : "has left there, which failed";
    return `the server keeps whatever ${attempt.operation} of key pair "${attempt.keyPairName}" ${end}`;
  }
  return boundKeyPairName === undefined ? undefined : `key pair "${boundKeyPairName}" stays on the server`;
}

/** Why "auto" leaves the key pair on the server; undefined when it does not. */
function whyKept(facts: UnbindFacts): string | undefined {
  if (!facts.made) {
    return "no task of ours bound it, and unbinding could leave a server nobody can enter";
  }
  if (facts.boundAnew) {
    return "somebody else has bound it there once more meanwhile";
  }
  if (facts.tookOver) {
    return "the server had a key pair before, and unbinding could leave a server nobody can enter";
  }
  if (facts.passwordDisabled === "perhaps") {
    return "login by password may have been switched off by a change whose end nobody knows, so unbinding could leave no way in";
  }
  if (facts.passwordDisabled) {
    return "login by password was switched off with it, so unbinding would leave no way in";
  }
  return undefined;
}

/** What may be on a server that nobody can look at. */
function unseen({ attempted }: UnbindFacts): string | undefined {
  return attempted === undefined
    ? undefined
    : `left alone: the server may have key pair "${attempted}", which a change of ours was to bind; nobody can tell whether it did, nor what is there if not`;
}

function leftBehind(facts: UnbindFacts, found: string | undefined): string | undefined {
  if (found === undefined || (facts.boundKeyPairName === undefined && found !== facts.attempted)) {
    return undefined;
  }
  return found === facts.attempted
    ? `left alone: the server has key pair "${found}", which a change of ours was to bind; nobody can tell whether it did`
    : `left alone: the server is now bound to key pair "${found}", which is not ours`;
}
