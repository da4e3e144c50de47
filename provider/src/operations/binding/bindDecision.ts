import { associateKeyPair } from "../../client/kps/associateKeyPair";
import { actionOf } from "../../diagnostics/iamActions";
import { adviceFor } from "../../diagnostics/serviceCodes";
import { serverText } from "../../diagnostics/serverText";
import type { BindingRecord } from "../../model/bindingRecord";
import type { KeyPairLookUp } from "../step/lookUpKeyPair";
import { RefusedError } from "../step/refusedError";
import type { StepContext } from "../step/stepContext";
import { ageOfBinding } from "./ageOfBinding";
import type { BoundKey } from "./bindingRecord";
import type { BindPlan, BindRequest, Bound } from "./bindRequest";
import type { Candidate, ResolvedAuth } from "./candidate";
import type { ChangeFacts, Decision } from "./changeServer";
import { decideBind, type BindDecision } from "./decideBind";
import type { SeenServer } from "./evidence";
import { leavesBound } from "./otherTask";
import { isFound, isKeyUncertain, opensWith, recordedKey, waysIn } from "./waysIn";

/** What binding is decided on, and what to look up yet. */
interface BindQuestion {
  request: BindRequest;
  record: BindingRecord;
  facts: ChangeFacts;
  /** The key pair to bind. */
  pair: KeyPairLookUp;
}

/** Looks up what the decision still needs (the pair that is bound, the ways in), decides, and makes the POST ready. */
export async function decideToBind(question: BindQuestion, context: StepContext): Promise<Decision<Bound, BindPlan>> {
  const { request, record, facts, pair } = question;
  const { server, other } = facts;
  if (server.known === "gone") {
    return { do: "refuse", error: unknownServer(request, context) };
  }
  if (pair === "absent") {
    return isAcceptedDrift(request, server)
      ? { do: "nothing", done: unshownBound(request, context) }
      : { do: "refuse", error: unknownKeyPair(request, context) };
  }
  const key = keyOf(request, pair);
  if (key instanceof RefusedError) {
    return { do: "refuse", error: key };
  }
  // Where ECS may not be asked, only the last word of a BIND says what somebody else has left on the server.
  const unseenBind = !server.known && other?.end === "success" && other.operation === "BIND";
  const shown = server.known ? server.keyPairName : unseenBind ? other.keyPairName : undefined;
  const age = shown === request.keyPairName ? ageOf(question, context) : undefined;
  const older = age === "older";
  const uncertain = older || isKeyUncertain(record, facts) || isKeyUnseen(question);
  const ways = await waysIn({ ...request, record, server, uncertain }, context);
  const named = older ? undefined : await namedPublicKey(question, server, ways, context);
  const decision = decideBind({
    server,
    wanted: { keyPairName: request.keyPairName, fingerprint: request.keyPairFingerprint },
    recorded: {
      keyPairName: server.known ? record.boundKeyPairName : lastSeen(request, record),
      fingerprint: record.keyPairFingerprint,
    },
    attempted: record.attempt?.keyPairName,
    boundByOther: unseenBind ? other.keyPairName : undefined,
    older,
    key: {
      publicKeys: possibleKeys(question, ways, { server, named, uncertain }),
      uncertain,
      found: isFound(record),
      tried: facts.tried,
    },
    namedPublicKey: named,
    replaces: request.replaces,
    candidates: ways.candidates,
    again: request.again,
  });
  if (decision.action === "post" && pair === "unreadable" && request.keyPairFingerprint !== undefined) {
    context.notice(
      `the credentials may not read key pair "${request.keyPairName}" (403; needs ${actionOf("ListKeypairDetail")}): its key was not compared with keyPairFingerprint`,
    );
  }
  return readyDecision(
    decision,
    { request, key, keyIsUnproven: age === "unknown", keyIsSeen: isKeySeen(question), server, ways },
    context,
  );
}

/** The program asks for just the pair that a refresh has found on the server, as it does that ignores changes of it. */
function isAcceptedDrift({ found, keyPairName, keyPairFingerprint, again }: BindRequest, server: SeenServer): boolean {
  const isThere = server.known === true && server.keyPairName === keyPairName;
  return isThere && found === keyPairName && keyPairFingerprint === undefined && !again;
}

/** A pair that was deleted since, or is somebody's own, can be on a server all the same. */
function unshownBound({ keyPairName }: BindRequest, context: StepContext): Bound {
  context.notice(
    `key pair "${keyPairName}" is on the server, and KPS does not show it: it was deleted, or belongs to another IAM user (key pairs of scope user are private); it is taken over by its name alone`,
  );
  return {
    key: { keyPairName, fingerprint: undefined, publicKey: undefined },
    ecsKnown: true,
    keyIsUnproven: false,
    keyIsSeen: false,
  };
}

/** The key is asked for, and the pair was bound by us when nobody could see which key it had. */
function isKeyUnseen({ request, record, facts: { server } }: BindQuestion): boolean {
  const { keyPairName, keyPairFingerprint } = request;
  return (
    keyPairFingerprint !== undefined &&
    record.made?.name === keyPairName &&
    record.boundKeyPairName === keyPairName &&
    record.keyPairFingerprint === undefined &&
    (server.known !== true || server.keyPairName === keyPairName)
  );
}

/** How old a binding is that our record does not hold; undefined when it does, and tells more. */
function ageOf(
  { request, record, facts, pair }: BindQuestion,
  context: StepContext,
): ReturnType<typeof ageOfBinding> | undefined {
  const { serverId, keyPairName, keyIsNew } = request;
  const { server, other } = facts;
  return record.boundKeyPairName === keyPairName
    ? undefined
    : ageOfBinding({
        pair: typeof pair === "string" ? undefined : pair,
        keyIsNew,
        serverCreatedAtMs: server.known === true ? server.createdAtMs : undefined,
        installed: context.installedKeys.fingerprintOn(serverId, keyPairName),
        other,
      });
}

/** A task that was seen has bound the pair since it has the key that it has now, under whatever name our record holds it. */
function isKeySeen({ request: { keyPairName }, facts: { other }, pair }: BindQuestion): boolean {
  return (
    typeof pair !== "string" &&
    other !== undefined &&
    leavesBound(other, keyPairName) &&
    ageOfBinding({ pair, keyIsNew: false, serverCreatedAtMs: undefined, installed: undefined, other }) === "younger"
  );
}

function readyDecision(
  decision: BindDecision,
  made: Pick<Bound, "key" | "keyIsUnproven" | "keyIsSeen"> & {
    request: BindRequest;
    server: SeenServer;
    ways: ResolvedAuth;
  },
  context: StepContext,
): Decision<Bound, BindPlan> {
  const { request, key, keyIsUnproven, keyIsSeen, server } = made;
  switch (decision.action) {
    case "done":
      return { do: "nothing", done: { key, ecsKnown: server.known === true, keyIsUnproven, keyIsSeen } };
    case "refuse":
      return { do: "refuse", error: refusal(request, server, made.ways.problems, decision) };
    case "post": {
      const { operation, online, auth } = decision;
      const { keyPairName } = request;
      const body = bodyFor(request, online, auth);
      return {
        do: "post",
        operation,
        keyPairName,
        fingerprint: key.fingerprint,
        online,
        auth,
        disablesPassword: request.disablePassword ?? false,
        plan: { key, candidates: made.ways.candidates },
        send: (options) => associateKeyPair(context.cloud, { keyPairName, server: body }, options),
      };
    }
  }
}

function bodyFor(
  { serverId, port, disablePassword }: BindRequest,
  online: boolean,
  auth: Candidate | undefined,
): Parameters<typeof associateKeyPair>[1]["server"] {
  return {
    id: serverId,
    ...(auth && { auth: { type: auth.kind === "password" ? "password" : "keypair", key: auth.secret } }),
    ...(disablePassword !== undefined && { disablePassword }),
    ...(online && port !== undefined && { port }),
  };
}

/** The key that the bind installs, or why it is not the one that the program means. */
function keyOf(request: BindRequest, pair: Exclude<KeyPairLookUp, "absent">): BoundKey | RefusedError {
  const given = request.keyPairFingerprint;
  const present = pair === "unreadable" ? undefined : pair;
  if (given !== undefined && present !== undefined && given !== present.fingerprint) {
    return new RefusedError(
      `binding key pair "${request.keyPairName}" to server ${request.serverId}: the pair of this name is another key`,
      [
        ["asked", `fingerprint ${given}`],
        ["found", `fingerprint ${present.fingerprint}`],
      ],
      "pass keyPairFingerprint: pair.fingerprint of the KeyPair resource, or leave it out",
    );
  }
  return {
    keyPairName: request.keyPairName,
    fingerprint: present?.fingerprint ?? given,
    publicKey: present?.publicKey,
  };
}

/** The public key KPS holds under the name that ECS shows, where nothing that is given fits what our record says. */
async function namedPublicKey(
  { request, record, pair }: BindQuestion,
  server: SeenServer,
  ways: ResolvedAuth,
  context: StepContext,
): Promise<string | undefined> {
  const name = server.known === true ? server.keyPairName : undefined;
  if (name === undefined) {
    return undefined;
  }
  const ours = name === record.boundKeyPairName ? recordedKey(record, ways) : undefined;
  if (opensWith(ours, ways) && name !== request.keyPairName) {
    return undefined;
  }
  const named = name === request.keyPairName ? pair : await context.keyPairLookUps.find(name, undefined, context);
  return typeof named === "string" ? undefined : named.publicKey;
}

/** What is bound as far as our state knows: what it says, unless a refresh has found something else. */
function lastSeen({ found }: BindRequest, { boundKeyPairName }: BindingRecord): string | undefined {
  return (found ?? boundKeyPairName) || undefined;
}

/** The public halves that may be on the server, the likeliest first. */
function possibleKeys(
  { request, record, pair }: BindQuestion,
  ways: ResolvedAuth,
  seen: { server: SeenServer; named: string | undefined; uncertain: boolean },
): string[] {
  const shown = seen.server.known === true ? seen.server.keyPairName : lastSeen(request, record);
  const proven = shown !== undefined && shown === record.boundKeyPairName ? recordedKey(record, ways) : undefined;
  const attempted =
    seen.uncertain && record.attempt?.keyPairName === request.keyPairName && typeof pair !== "string"
      ? pair.publicKey
      : undefined;
  const known = [attempted, proven, seen.named].filter((key) => key !== undefined);
  return [...new Set(known)].filter((key) => key !== "");
}

function refusal(
  request: BindRequest,
  server: SeenServer,
  problems: readonly string[],
  decision: Extract<BindDecision, { action: "refuse" }>,
): RefusedError {
  const name = server.known === true ? server.name : undefined;
  return new RefusedError(
    `binding key pair "${request.keyPairName}" to server ${serverText(name, request.serverId)} was not tried: ${decision.why}`,
    [
      ["auth", problems.join("; ")],
      ["note", server.known === false ? server.why : ""],
    ],
    decision.next,
  );
}

function unknownServer(request: BindRequest, context: StepContext): RefusedError {
  return new RefusedError(
    `binding key pair "${request.keyPairName}" to server ${request.serverId}: ECS knows no such server`,
    [["where", `region ${context.cloud.region}, project ${context.cloud.projectId}`]],
    "check serverId, kps:region and the project",
  );
}

function unknownKeyPair(request: BindRequest, context: StepContext): RefusedError {
  const advice = adviceFor("KPS.4016");
  return new RefusedError(
    `binding key pair "${request.keyPairName}" to server ${request.serverId}: KPS knows no such key pair`,
    [
      ["where", `region ${context.cloud.region}, project ${context.cloud.projectId}`],
      ["cause", advice?.cause ?? ""],
    ],
    advice?.next ?? "check keyPairName",
  );
}
