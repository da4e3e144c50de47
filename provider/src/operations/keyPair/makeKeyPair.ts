import { createKeyPair } from "../../client/kps/createKeyPair";
import type { KeyPairDetail } from "../../client/kps/showKeyPair";
import { report } from "../../diagnostics/report";
import type { KeyPairRecord } from "../../model/keyPair";
import { asPem } from "../../model/privateKeyForm";
import { fingerprintOf, publicKeyLine, samePublicKey } from "../../model/publicKey";
import { mayHaveBeenAccepted } from "../../transport/mayHaveBeenAccepted";
import { isServiceError } from "../../transport/serviceError";
import { UnreadableAnswer } from "../../transport/unreadableAnswer";
import { decideNameTaken, type WantedKey } from "./decideNameTaken";
import { findMaterial, materialInFile, type FoundMaterial } from "./findMaterial";
import { keyPairFacts, type KeyPairFacts } from "./keyPairFacts";
import type { KeyPairRequest } from "./keyPairRequest";
import { lookUpKnownOrList, lookUpOrList } from "./listedKeyPair";
import { lookUpKeyPair } from "../step/lookUpKeyPair";
import { RefusedError } from "../step/refusedError";
import { searchLostKeyPair, unreadableTrace } from "./searchLostKeyPair";
import type { StepContext } from "../step/stepContext";
import { throttleNote } from "../step/throttleNote";
import { UnfinishedError } from "../step/unfinishedError";
import { untilAnswered } from "../step/untilAnswered";
import { askerWithin } from "./whoAsks";

/** A key pair that exists, or perhaps does. */
export interface MadeKeyPair {
  record: KeyPairRecord;
  /** Its key was generated just now: nobody can have had it before. */
  generated: boolean;
  /** What to tell when the answer to the creation was lost and nobody can tell yet whether the pair exists. */
  doubt?: UnfinishedError | undefined;
}

/**
 * Makes a key pair exist: looks first, then imports the given key, or one that is generated here and (with a file) safe
 * on disk before anything is sent. A creation whose reply was lost is found again; one that certainly was not carried
 * out is sent again; where that stays open, the end says so. Description and a hosting that the creation did not bring are
 * left to changeKeyPair. `sentBefore`: an earlier run has sent this creation, with this key, and knows no answer.
 * Throws RefusedError when the name is taken, ServiceError or TransportError when nothing was created.
 */
export async function makeKeyPair(
  request: KeyPairRequest,
  context: StepContext,
  sentBefore = false,
): Promise<MadeKeyPair> {
  const by = await askerWithin(context);
  const { record, ...end } = await existing(request, context, sentBefore);
  const fingerprint = fingerprintOf(record.publicKey) ?? record.fingerprint;
  const whose = record.adopted
    ? { seenBy: record.scope === "account" ? undefined : by }
    : { made: { name: request.name, fingerprint, by } };
  return { record: { ...record, ...whose }, ...end };
}

/** The key of a creation, and whether an earlier run has sent it. */
interface SentKey {
  readonly publicKey: string;
  readonly material: FoundMaterial | undefined;
  readonly sentBefore: boolean;
}

/** The pair, found or created. */
async function existing(request: KeyPairRequest, context: StepContext, sentBefore: boolean): Promise<MadeKeyPair> {
  const sinceMs = context.monotonicMs();
  const progress = (status: string, note?: string): void =>
    context.progress({ doing: `creating key pair "${request.name}"`, status, sinceMs, note });
  progress("looking");
  const found = await lookUpOrList(request.name, context);
  if (typeof found !== "string") {
    const material = await materialInFile(request, context);
    if (sentBefore) {
      const publicKey = request.publicKey ?? material?.publicKey ?? "";
      return takeLost(request, found, { publicKey, material, sentBefore }, context);
    }
    return takeExisting(request, found, wantedKey(request, material), material, context);
  }
  progress(request.publicKey === undefined ? "finding the key" : "importing");
  const material = request.publicKey === undefined ? await findMaterial(request, context) : undefined;
  const publicKey = request.publicKey ?? material?.publicKey ?? "";
  let lost = sentBefore;
  for (;;) {
    progress("importing");
    try {
      const created = await untilAnswered(
        (options) => createKeyPair(context.cloud, wireRequest(request, publicKey, material), options),
        context,
        { onWait: (wait) => progress("importing", throttleNote(wait)) },
      );
      requireSameKey(publicKey, created.publicKey);
      context.keyPairLookUps.noteMade(request.name);
      const detail = await lookUpKeyPair(request.name, context).catch(() => "unreadable" as const);
      // What others made under the name since is not ours: a refresh shows it.
      const ours = publicKey === "" ? created.publicKey : publicKey;
      const isOther = typeof detail === "string" || !samePublicKey(detail.publicKey || ours, ours);
      const facts = keyPairFacts(isOther ? created : detail, asSent(request, publicKey));
      const { userId = created.userId } = facts;
      return {
        record: recordOf(request, { ...facts, userId }, material, true),
        generated: material?.generated === true,
      };
    } catch (error) {
      if (!mayHaveBeenAccepted(error)) {
        return await explainRefusal(error, request, { publicKey, material, sentBefore, lost }, context);
      }
      progress("the answer was lost; looking for the key pair");
      const trace = await searchLostKeyPair(request.name, context);
      lost = true;
      if (trace.found === "unknown") {
        return inDoubt(request, { publicKey, material }, [error, trace.why]);
      }
      if (trace.found !== "absent") {
        return takeLost(request, trace.found, { publicKey, material, sentBefore }, context);
      }
    }
  }
}

/** Throws UnreadableAnswer for an answer to a creation that names another key than was sent: it is about another pair. */
function requireSameKey(sent: string, answered: string): void {
  const [one, other] = [fingerprintOf(sent), fingerprintOf(answered)];
  if (one !== undefined && other !== undefined && one !== other) {
    throw new UnreadableAnswer("an answer about a key pair with another key");
  }
}

/** The name may have been taken since the look; or by a private key pair of another user, which no look shows. */
async function explainRefusal(
  error: unknown,
  request: KeyPairRequest,
  key: SentKey & { lost: boolean },
  context: StepContext,
): Promise<MadeKeyPair> {
  if (!isServiceError(error) || ![400, 409].includes(error.status)) {
    throw error;
  }
  const isTaken = error.status === 409 || /exist|duplicate|已存在|重复/i.test(error.serviceMessage ?? "");
  // What KPS says is there may be shown a moment later.
  const look = isTaken ? lookUpKnownOrList : lookUpOrList;
  const found = await look(request.name, context).catch(() => "unanswered" as const);
  if (typeof found !== "string") {
    return key.lost
      ? takeLost(request, found, key, context)
      : takeExisting(request, found, wantedKey(request, key.material), key.material, context);
  }
  if (key.lost && found === "unreadable") {
    throw new RefusedError(
      `creating key pair "${request.name}": the name is taken, perhaps by our own creation whose answer was lost`,
      [["problem", unreadableTrace()]],
      "grant that action and run `pulumi up` again; or give another name",
    );
  }
  if (!isTaken || found === "unanswered") {
    throw error;
  }
  const answer = [`${error.status}`, error.code, error.serviceMessage].filter(Boolean).join(" ");
  if (found === "unreadable") {
    throw new RefusedError(
      `creating key pair "${request.name}": the name is taken, and nobody can tell by which key pair`,
      [
        ["answer", answer],
        ["problem", unreadableTrace()],
      ],
      "grant that action and run `pulumi up` again, which then says what has the name; or give another name",
    );
  }
  throw new RefusedError(
    `creating key pair "${request.name}": the name is taken by a key pair that this IAM user cannot see`,
    [
      ["answer", answer],
      ["cause", "key pairs of scope user belong to one IAM user alone, but their names are taken for all"],
    ],
    "give another name, or use the credentials of its owner",
  );
}

/** What is found after a lost reply is ours when it has our key; only a creation of ours can have brought it there. */
function takeLost(request: KeyPairRequest, found: KeyPairDetail, key: SentKey, context: StepContext): MadeKeyPair {
  const facts = keyPairFacts(found, asSent(request, key.publicKey));
  // What an earlier run has sent may have asked for something else.
  const isOther = !key.sentBefore && contradicts(request, found);
  if (isOther || !samePublicKey(facts.publicKey, key.publicKey)) {
    return takeExisting(request, found, wantedKey(request, key.material), key.material, context);
  }
  context.notice("the answer to the creation was lost; the key pair has been found as asked for");
  return { record: recordOf(request, facts, key.material, facts.managed), generated: key.material?.generated === true };
}

/** Whether a pair cannot be the one that was asked for: somebody else has made it, be it with the same key. */
function contradicts(request: KeyPairRequest, found: KeyPairDetail): boolean {
  const { scope, userId } = keyPairFacts(found);
  const differs = (asked: string | undefined, shown: string | undefined): boolean =>
    asked !== undefined && shown !== undefined && asked !== shown;
  return differs(request.scope, scope) || differs(request.userId, userId);
}

/** The pair as it was asked for, to be settled by the next run, with the key: there may be no other place that has it. */
function inDoubt(
  request: KeyPairRequest,
  { publicKey, material }: { publicKey: string; material: FoundMaterial | undefined },
  [lost, why]: readonly [lost: unknown, why: string],
): MadeKeyPair {
  const sent = { name: request.name, publicKey, fingerprint: "" };
  const record = recordOf(request, keyPairFacts(sent, asSent(request, publicKey)), material, true);
  const privateKey = request.privateKeyFile === undefined ? material?.privateKey : record.privateKey;
  return {
    record: { ...record, privateKey, creationLost: true },
    generated: material?.generated === true,
    doubt: new UnfinishedError(
      report(`creating key pair "${request.name}": it was sent, and whether KPS has carried it out is not known`, [
        ["answer", lost instanceof Error ? lost.message : ""],
        ["looked", why],
        [
          "next",
          "run `pulumi up` again: it finds the key pair and goes on, or creates it with the same key, which state keeps",
        ],
      ]),
    ),
  };
}

function takeExisting(
  request: KeyPairRequest,
  found: KeyPairDetail,
  wanted: WantedKey,
  material: FoundMaterial | undefined,
  context: StepContext,
): MadeKeyPair {
  const facts = keyPairFacts(found);
  const decision = decideNameTaken(request, facts, wanted);
  if (decision.action === "refuse") {
    throw new RefusedError(`creating key pair "${request.name}": ${decision.why}`, decision.facts, decision.next);
  }
  context.notice(
    decision.adopted
      ? `key pair "${request.name}" was there already with the same key: adopted, and kept on delete`
      : `key pair "${request.name}" was there already with the key in ${request.privateKeyFile ?? "the file"}: it was made here before`,
  );
  return { record: { ...recordOf(request, facts, material, false), adopted: decision.adopted }, generated: false };
}

/** What a creation of ours is known to bring, where no answer says otherwise. */
function asSent({ keyProtection }: KeyPairRequest, publicKey: string): Partial<KeyPairFacts> {
  return { publicKey, managed: keyProtection !== undefined };
}

function wantedKey(request: KeyPairRequest, material: FoundMaterial | undefined): WantedKey {
  if (request.publicKey !== undefined) {
    return { from: "given", publicKey: request.publicKey };
  }
  return material === undefined || request.privateKeyFile === undefined
    ? { from: "generated", missingFile: material === undefined ? request.privateKeyFile : undefined }
    : { from: "file", publicKey: material.publicKey };
}

function recordOf(
  request: KeyPairRequest,
  facts: KeyPairFacts,
  material: FoundMaterial | undefined,
  hostedAsAsked: boolean,
): KeyPairRecord {
  // A hosting that the creation did not bring is made up for with it, and the output then given up.
  const isNowhereElse = request.keyProtection !== undefined && request.privateKeyFile === undefined && !facts.managed;
  return {
    ...facts,
    scope: facts.scope ?? request.scope,
    userId: facts.userId ?? request.userId,
    adopted: false,
    keyProtection: hostedAsAsked ? request.keyProtection : undefined,
    privateKeyFile: material === undefined ? undefined : request.privateKeyFile,
    privateKey: request.exposePrivateKey || isNowhereElse ? material?.privateKey : undefined,
  };
}

function wireRequest(
  request: KeyPairRequest,
  publicKey: string,
  material: FoundMaterial | undefined,
): Parameters<typeof createKeyPair>[1] {
  const { name, scope, userId, keyProtection } = request;
  const privateKey = keyProtection?.privateKey ?? material?.privateKey;
  return {
    name,
    publicKey: publicKeyLine(publicKey),
    scope: scope === "account" ? "domain" : scope,
    userId,
    keyProtection:
      keyProtection === undefined || privateKey === undefined
        ? undefined
        : { ...keyProtection, privateKey: asPem(privateKey) },
  };
}
