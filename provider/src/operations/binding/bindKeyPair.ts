import { latestMoment } from "../../client/wire/epochMs";
import type { BindingRecord } from "../../model/bindingRecord";
import { ecsServerId } from "../../model/identifier";
import type { KeyPairLookUp } from "../step/lookUpKeyPair";
import type { StepContext } from "../step/stepContext";
import { decideToBind } from "./bindDecision";
import {
  attempted,
  boundAnew,
  failed,
  found,
  givenUp,
  knownSince,
  made,
  makerOf,
  unbound,
  type BoundKey,
} from "./bindingRecord";
import type { BindEnd, BindPlan, BindRequest, Bound } from "./bindRequest";
import { changeServer, type IntendedChange } from "./changeServer";
import { isBoundAnew } from "./isBoundAnew";
import { authSources, resolveAuth } from "./resolveAuth";
import { fitPassword, fitPrivateKey } from "./fitAuth";
import { keyOfTask } from "./keyOfTask";
import { recordedChange } from "./recordedChange";
import { pendingSent, type Sent } from "./sent";
import { otherKeyReport } from "./sentReports";
import { isBindEntry } from "./otherTask";
import type { Settled } from "./settled";

/**
 * Makes a server have a key pair: settles a change that our state still waits for, then looks, decides, posts at most one
 * change that is accepted, follows it and reads back. Finished when it resolves.
 * Throws RefusedError, ServiceError or TransportError when nothing was posted and nothing was settled; else it resolves.
 */
export function bindKeyPair(asked: BindRequest, context: StepContext): Promise<BindEnd> {
  const request = { ...asked, serverId: ecsServerId(asked.serverId) };
  return context.serverTurns.run(request.serverId, context, () => new Bind(request, context).run());
}

class Bind {
  #record: BindingRecord;
  /** The change that our state waits for. */
  #pending: Sent | undefined;
  /** What is proven to have become of the change that our state waited for. */
  #settledRecord: BindingRecord | undefined;
  /** What was tried before a change that turned out never to have been accepted. */
  #tried: readonly string[];

  constructor(
    private readonly request: BindRequest,
    private readonly context: StepContext,
  ) {
    this.#record = request.record;
    this.#tried = request.record.attempt?.tried ?? [];
  }

  async run(): Promise<BindEnd> {
    const change = await this.#change();
    try {
      return await this.#changed(change);
    } catch (error) {
      const record = knownSince(this.request.record, this.#settledRecord, change.others, this.context);
      if (record === undefined) {
        throw error;
      }
      return { end: "refused", record, error };
    }
  }

  async #changed(change: IntendedChange<Bound, BindPlan>): Promise<BindEnd> {
    const end = await changeServer(change, this.context);
    if (end.by === "change") {
      return this.#ended(end.sent, end.settled, end.plan);
    }
    const { key, ecsKnown, keyIsUnproven, keyIsSeen } = end.done;
    if (keyIsUnproven) {
      this.context.notice(
        `key pair "${key.keyPairName}" was on the server before; nothing tells whether with the key that KPS has under this name now`,
      );
    }
    return { end: "bound", record: found(this.#record, key, { verified: ecsKnown, keyIsSeen }) };
  }

  async #change(): Promise<IntendedChange<Bound, BindPlan>> {
    const { request, context } = this;
    const { serverId, verify } = request;
    const { attempt, boundKeyPairName } = this.#record;
    if ([attempt?.keyPairName, boundKeyPairName].includes(request.keyPairName)) {
      context.keyPairLookUps.noteKnown(request.keyPairName);
    }
    this.#pending = await pendingSent(this.#record, await this.#secrets(), context);
    return {
      serverId,
      verify,
      existed: this.#record.phase !== "unbound" || this.#record.boundKeyPairName !== undefined,
      pending: this.#pending,
      others: [],
      settled: (sent, settled) => this.#settled(sent, settled),
      tried: () => this.#tried,
      recordedName: () => this.#record.boundKeyPairName,
      recordedChange: () => recordedChange(this.#record, context),
      isOurLostRun: (entry) =>
        request.ownKeyPair &&
        this.#record.phase === "unbound" &&
        entry.keyPairName === request.keyPairName &&
        isBindEntry(entry),
      prepare: () => this.#lookUpPair(),
      decide: async (facts) => {
        if (await isBoundAnew(this.#record, facts, context)) {
          this.#record = boundAnew(this.#record);
        }
        return decideToBind({ request, record: this.#record, facts, pair: await this.#lookUpPair() }, context);
      },
    };
  }

  #lookUpPair(): Promise<KeyPairLookUp> {
    const { keyPairName, keyPairFingerprint } = this.request;
    return this.context.keyPairLookUps.find(keyPairName, keyPairFingerprint, this.context);
  }

  /** Everything in auth that a service could repeat in the reason of a task that an earlier run has started. */
  async #secrets(): Promise<string[]> {
    const { auths, remembered } = this.request;
    const { candidates } = await resolveAuth([...auths, ...remembered], authSources(this.context));
    return candidates.map(({ secret }) => secret);
  }

  /** Takes what a change came to that an earlier run has sent. */
  async #settled(sent: Sent, settled: Settled): Promise<"goOn" | "end"> {
    const { request, context } = this;
    switch (settled.is) {
      case "waiting":
        return "end";
      case "failed":
        if (request.attemptIsCurrent && sent.operation !== "UNBIND") {
          return "end";
        }
        context.notice(`the change that was still under way has failed meanwhile:\n${settled.report}`);
        this.#settledRecord = this.#record = failed(attempted(this.#record, sent), settled);
        return "goOn";
      case "done":
        this.#record =
          sent.operation === "UNBIND" ? unbound(sent, settled) : await this.#carriedOut(sent, settled, undefined);
        // Where ECS does not show it, something has come after it that is not in our state: an unbind whose step was cut off.
        this.#settledRecord = settled.verified ? this.#record : undefined;
        this.#tried = [];
        return "goOn";
      case "unknowable":
        context.notice(settled.report);
        this.#record = givenUp(this.#record, sent, settled);
        return "goOn";
      case "notDone": {
        const phase = this.#record.boundKeyPairName === undefined ? "unbound" : "bound";
        this.#record = { ...this.#record, phase, attempt: undefined };
        return "goOn";
      }
    }
  }

  async #ended(sent: Sent, settled: Exclude<Settled, { is: "notDone" }>, plan: BindPlan | undefined): Promise<BindEnd> {
    switch (settled.is) {
      case "done":
        return this.#boundAsAsked(await this.#carriedOut(sent, settled, plan?.key));
      case "failed":
        return {
          end: "failed",
          record: failed(attempted(this.#record, sent), settled),
          report: withNextTry(settled.report, sent, plan),
        };
      case "waiting":
        return {
          end: "waiting",
          record: { ...attempted(this.#record, sent), taskStatus: settled.lastStatus },
          report: settled.report,
          earlier: sent === this.#pending,
        };
      case "unknowable":
        return { end: "waiting", record: givenUp(this.#record, sent, settled), report: settled.report, earlier: false };
    }
  }

  /** A pair that others made anew meanwhile may have lent its name to a key that nobody asked for. */
  #boundAsAsked(record: BindingRecord): BindEnd {
    const { serverId, keyPairFingerprint: asked } = this.request;
    const { keyPairFingerprint: present } = record;
    return asked === undefined || present === undefined || present === asked
      ? { end: "bound", record }
      : { end: "otherKey", record, report: otherKeyReport(record, serverId, asked) };
  }

  async #carriedOut(
    sent: Sent,
    settled: Extract<Settled, { is: "done" }>,
    key: BoundKey | undefined,
  ): Promise<BindingRecord> {
    const { request, context } = this;
    if (settled.notice !== "") {
      context.notice(settled.verified ? settled.notice : `bound, but ${settled.notice}`);
    }
    const known: InstalledKey = key ?? (await this.#keyOf(sent));
    // Where only ECS tells that it was carried out, somebody else may have bound the pair as it is now; and a request whose
    // answer was lost may have reached the service after the pair was made anew.
    const isCertain = key === undefined && settled.byTask && settled.beganAtServiceMs === undefined;
    const bound = isCertain ? known : await this.#installed(known, sent, settled.beganAtServiceMs);
    context.installedKeys.note(request.serverId, bound);
    const isUnseen = request.keyPairFingerprint !== undefined && known.fingerprint === undefined;
    if (isUnseen) {
      context.notice(
        `nobody could see whether key pair "${bound.keyPairName}" had the key that keyPairFingerprint asks for when it was bound: it is bound once more`,
      );
    }
    if (sent.disablesPassword === undefined && request.disablePassword === true) {
      context.notice(
        "the bind of an earlier run that was found running counts as one that has switched login by password off, as the program asks now; where that run was not asked to, change triggers to bind once more",
      );
    }
    return made(this.#record, bound, sent, {
      ...settled,
      by: await makerOf(context),
      passwordDisabled: sent.disablesPassword ?? request.disablePassword ?? false,
      keyUncertain:
        bound.fingerprint === undefined && (known.fingerprint !== undefined || known.isFormer === true || isUnseen),
    });
  }

  /** The key that was looked up before the POST, unless the pair was made anew since: then the age of its task has to tell. */
  async #installed(key: BoundKey, { endedAtMs }: Sent, beganAtServiceMs: number | undefined): Promise<BoundKey> {
    const { keyPairName } = key;
    const { keyPairLookUps } = this.context;
    const pair = await keyPairLookUps.find(keyPairName, undefined, this.context, endedAtMs).catch(() => "unreadable");
    const installed = typeof pair === "string" ? key : keyOfTask(key, pair, beganAtServiceMs);
    if (installed !== undefined) {
      return installed;
    }
    this.context.notice(
      `key pair "${keyPairName}" was made anew while it was bound: nobody can tell which of its two keys is on the server`,
    );
    return { keyPairName, fingerprint: undefined, publicKey: undefined };
  }

  /** The key that a change has installed: that of the pair as it was then, which may have been made anew since. */
  async #keyOf({ keyPairName, fingerprint, taskId, endedAtServiceMs, sentAtServiceMs }: Sent): Promise<InstalledKey> {
    const pair = await this.context.keyPairLookUps.find(keyPairName, undefined, this.context).catch(() => "unreadable");
    const present = typeof pair === "string" ? undefined : pair;
    const foundRunning = taskId === undefined && endedAtServiceMs === sentAtServiceMs;
    const older = present?.createTime !== undefined && present.createTime <= sentAtServiceMs;
    const known = fingerprint ?? (foundRunning && older ? present.fingerprint : undefined);
    const publicKey = present?.fingerprint === known ? present?.publicKey : undefined;
    const isFormer = foundRunning && (present?.createTime ?? 0) > latestMoment(sentAtServiceMs);
    if (isFormer) {
      this.context.notice(
        `key pair "${keyPairName}" was made anew after the bind that was found running had begun: another key is on the server`,
      );
    }
    return { keyPairName, fingerprint: known, publicKey, isFormer };
  }
}

/** A key that a change has installed. */
interface InstalledKey extends BoundKey {
  /** The pair was made anew since the task had begun: it is the key of the one before. */
  isFormer?: boolean;
}

/** The report of a failure, with the way in that the next run tries where it has another one. */
function withNextTry(text: string, sent: Sent, plan: BindPlan | undefined): string {
  const known = { publicKeys: [], uncertain: true, found: false, tried: sent.tried };
  const fit = sent.operation === "BIND" ? fitPassword : fitPrivateKey;
  const next = plan === undefined ? undefined : fit(plan.candidates, known);
  const used = plan?.candidates.find(({ secret }) => sent.secrets.includes(secret));
  return next?.fits === true && next.candidate.secret !== used?.secret && sent.operation !== "RESET"
    ? `${text}\n${"then".padEnd(10)}the next run tries ${next.candidate.from}`
    : text;
}
