import { decideBind, type BindDecision, type BindFacts } from "../../operations/binding/decideBind";
import type { Candidate } from "../../operations/binding/candidate";
import type { ServerFacts } from "../../operations/binding/serverFacts";

/** What is known of a server and of the ways into it that are given. */
export interface PreflightFacts {
  readonly server: Exclude<ServerFacts, { known: "gone" }>;
  /** The key pair that is to be bound; undefined: any that is not bound now. */
  readonly keyPairName: string | undefined;
  /** KPS knows no key pair of that name. */
  readonly isUnknownPair: boolean;
  /** Public key of the pair ECS says is bound, if KPS shows it. */
  readonly boundPublicKey: string | undefined;
  readonly replaces: readonly string[];
  readonly candidates: readonly Candidate[];
}

/** What binding would do now. */
export interface Verdict {
  readonly operation: "BIND" | "RESET" | "REPLACE" | "none" | "refused" | "unknown";
  /** The way in that the operation needs. */
  readonly auth: string;
  /** Whether what is given would do, in words. */
  readonly given: "fits" | "does not fit" | "not given" | "not needed" | "cannot be told";
  /** Why not, or what else to know; empty when there is nothing to say. */
  readonly remark: string;
}

/** A pair's name that none can have. */
const anyPair = " ";

/** What a bind would decide with these facts and nothing in state. Pure: it asks nobody and sends nothing. */
export function judgeServer(facts: PreflightFacts): Verdict {
  if (facts.isUnknownPair) {
    const remark = `KPS knows no key pair "${facts.keyPairName ?? ""}": check its name, the region and the project`;
    return { operation: "refused", auth: "none", given: "not needed", remark };
  }
  if (!facts.server.known) {
    const remark = `${facts.server.why}; a bind would send what is given as it is`;
    return { operation: "unknown", auth: "cannot be told", given: "cannot be told", remark };
  }
  const ideal = decide(facts, idealCandidates(facts), [facts.server.keyPairName ?? ""]);
  if (ideal.action === "done") {
    return { operation: "none", auth: "none", given: "not needed", remark: "bound already" };
  }
  if (ideal.action === "refuse") {
    return { operation: "refused", auth: "none", given: "not needed", remark: ideal.why };
  }
  const { operation } = ideal;
  const bound = facts.server.keyPairName;
  const actual = decide(facts, facts.candidates, facts.replaces);
  const mayReplace = bound === undefined || facts.replaces.includes(bound) || actual.action === "post";
  const ownership = mayReplace ? "" : `needs replaces: ["${bound}"], or its private key in auth`;
  if (ideal.auth === undefined) {
    return { operation, auth: "none: the server is stopped", given: "not needed", remark: ownership };
  }
  const auth = operation === "BIND" ? "root password" : `private key of "${bound ?? ""}"`;
  const wanted = facts.candidates.filter(({ kind }) => kind === (operation === "BIND" ? "password" : "privateKey"));
  if (wanted.length === 0) {
    return { operation, auth, given: "not given", remark: ownership };
  }
  if (operation === "BIND") {
    return { operation, auth, given: "cannot be told", remark: "a password is proven by the bind itself" };
  }
  if (facts.boundPublicKey === undefined) {
    return { operation, auth, given: "cannot be told", remark: join("KPS does not show the key now bound", ownership) };
  }
  const fits = decide(facts, facts.candidates, [bound ?? ""]);
  return fits.action === "post"
    ? { operation, auth, given: "fits", remark: ownership }
    : { operation, auth, given: "does not fit", remark: fits.action === "refuse" ? fits.why : "" };
}

function decide(facts: PreflightFacts, candidates: readonly Candidate[], replaces: readonly string[]): BindDecision {
  const { server, keyPairName = anyPair, boundPublicKey } = facts;
  const nothing: BindFacts["recorded"] = { keyPairName: undefined, fingerprint: undefined };
  return decideBind({
    server,
    wanted: { keyPairName, fingerprint: undefined },
    recorded: nothing,
    attempted: undefined,
    boundByOther: undefined,
    older: false,
    key: {
      publicKeys: boundPublicKey === undefined ? [] : [boundPublicKey],
      uncertain: false,
      found: false,
      tried: [],
    },
    namedPublicKey: boundPublicKey,
    replaces,
    candidates,
    again: false,
  });
}

/** Ways in that fit whatever is there, to see what a bind would do if only they were given. */
function idealCandidates({ boundPublicKey }: PreflightFacts): Candidate[] {
  const from = "a way in that fits";
  return [
    { kind: "password", secret: "", from },
    { kind: "privateKey", secret: "", publicKey: boundPublicKey ?? "", from },
  ];
}

function join(...remarks: readonly string[]): string {
  return remarks.filter((remark) => remark !== "").join("; ");
}
