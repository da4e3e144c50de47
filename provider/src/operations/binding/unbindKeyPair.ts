import { disassociateKeyPair } from "../../client/kps/disassociateKeyPair";
import { serverText } from "../../diagnostics/serverText";
import type { BindingRecord } from "../../model/bindingRecord";
import { ecsServerId } from "../../model/identifier";
import { samePublicKey } from "../../model/publicKey";
import { isRefusedError, RefusedError } from "../step/refusedError";
import type { StepContext } from "../step/stepContext";
import { isBehindRecord, recordedChange } from "./recordedChange";
import { attempted, failed, givenUp, knownSince, made, makerOf } from "./bindingRecord";
import type { Candidate } from "./candidate";
import { changeServer, type ChangeFacts, type Decision, type IntendedChange } from "./changeServer";
import { decideUnbind, retainedText, staysWhateverIsThere, type UnbindDecision } from "./decideUnbind";
import { seeServer, type SeenServer } from "./evidence";
import { forgottenBind, isOpenSwitch } from "./forgottenBind";
import { isBoundAnew } from "./isBoundAnew";
import { authSources, resolveAuth } from "./resolveAuth";
import { noteUnshown } from "./noteUnshown";
import { pendingSent, type Sent } from "./sent";
import type { Settled } from "./settled";
import type { UnbindRequest } from "./unbindRequest";
import { UnbindRefused } from "./unbindRefused";
import { unfinished, UnbindUnfinishedError } from "./unbindUnfinished";
import { isFound, isKeyUncertain, opensWith, recordedKey, waysIn } from "./waysIn";

/**
 * Lets a server go: settles a change of ours that is pending, looks, and unbinds only what the policy allows. Resolves with
 * true when a change of ours unbound it, with false when nothing was to be sent: the server is unbound or gone, bound to
 * something that is not ours, or kept on purpose (said as a notice).
 * Throws RefusedError before any POST, UnbindRefused where what was pending was settled before that, and
 * UnbindUnfinishedError for an unbind that failed or has not ended.
 */
export async function unbindKeyPair(asked: UnbindRequest, context: StepContext): Promise<boolean> {
  const request = { ...asked, serverId: ecsServerId(asked.serverId) };
  noteUnshown(request, context);
  const isUnbound = await letGo(request, context);
  if (isUnbound) {
    context.unshownKeyPairs.forget(request.serverId);
  }
  return isUnbound;
}

async function letGo(request: UnbindRequest, context: StepContext): Promise<boolean> {
  const { serverId, policy, record } = request;
  if (policy === "retain") {
    const kept = retainedText(record);
    if (kept !== undefined) {
      context.notice(`${kept}: onDelete is "retain"`);
    }
    return false;
  }
  if (record.phase !== "waiting" && record.boundKeyPairName === undefined && record.attempt === undefined) {
    // Nothing there is ours, so whatever others do there is not waited for.
    return false;
  }
  // Another resource may wait for a task on it that hangs: that must not keep a binding whose server is gone.
  if (context.serverTurns.isTaken(serverId) && (await isGone(request, context))) {
    return false;
  }
  const unbind = new Unbind(request, policy, context);
  return (await unbind.needsNothing()) ? false : context.serverTurns.run(serverId, context, () => unbind.run());
}

async function isGone(request: UnbindRequest, context: StepContext): Promise<boolean> {
  return (await seeServer({ ...request, existed: true }, context)).known === "gone";
}

/** Why a server is left as it is that another resource of the program has by now. */
export const STILL_DECLARED = "still declared by the program: the server is left as it is";

class Unbind {
  #record: BindingRecord;
  /** What is proven to have become of the change that our state waited for. */
  #settledRecord: BindingRecord | undefined;

  constructor(
    private readonly request: UnbindRequest,
    private readonly policy: "auto" | "unbind",
    private readonly context: StepContext,
  ) {
    this.#record = request.record;
  }

  /**
   * Whether there is nothing to post whatever is on the server, as our record alone keeps "auto" from it: a task of somebody
   * else that hangs there must not keep such a binding. Says what stays.
   */
  async needsNothing(): Promise<boolean> {
    const { request, policy, context } = this;
    const { phase, boundKeyPairName } = this.#record;
    const isSettled = phase !== "waiting" && boundKeyPairName !== undefined;
    if (policy !== "auto" || !isSettled || !staysWhateverIsThere(this.#record)) {
      return false;
    }
    const server = await seeServer({ ...request, existed: true }, context);
    if (isBehindRecord(server, this.#record, context)) {
      return false;
    }
    const decision = await this.#decide(policy, { server, other: undefined, tried: [] });
    if (decision.do === "nothing" && decision.done !== undefined) {
      context.notice(decision.done);
    }
    return decision.do === "nothing";
  }

  async run(): Promise<boolean> {
    const { request, policy, context } = this;
    // A task that hangs must not keep a binding whose server is gone.
    if (this.#record.phase === "waiting" && (await isGone(request, context))) {
      return false;
    }
    const pending = await pendingSent(this.#record, await this.#secrets(), context);
    const change = this.#change(pending, policy);
    const end = await changeServer(change, context).catch(async (error: unknown) => {
      // Nor must whatever keeps the other evidence from being had. A refusal of ours has seen the server.
      if (!isRefusedError(error) && (await isGone(request, context).catch(() => false))) {
        return undefined;
      }
      const record = knownSince(request.record, this.#settledRecord, change.others, context);
      throw record === undefined ? error : new UnbindRefused(error, record);
    });
    if (end === undefined) {
      return false;
    }
    if (end.by === "look") {
      if (end.done !== undefined) {
        context.notice(end.done);
      }
      return false;
    }
    const { sent, settled } = end;
    if (settled.is !== "done") {
      throw new UnbindUnfinishedError(settled.report, unfinished(this.#record, sent, settled));
    }
    if (settled.notice !== "") {
      context.notice(settled.verified ? settled.notice : `unbound, but ${settled.notice}`);
    }
    return true;
  }

  #change(pending: Sent | undefined, policy: "auto" | "unbind"): IntendedChange<string | undefined, undefined> {
    const { serverId, verify } = this.request;
    return {
      serverId,
      verify,
      existed: true,
      pending,
      others: [],
      settled: (sent, settled) => this.#settled(sent, settled),
      tried: () => this.#record.attempt?.tried ?? [],
      recordedName: () => this.#record.boundKeyPairName,
      recordedChange: () => recordedChange(this.#record, this.context),
      isOurLostRun: () => false,
      prepare: () => Promise.resolve(),
      decide: (facts) => this.#decide(policy, facts),
    };
  }

  /** The key that KPS holds now under the name that is to be unbound: somebody may have bound it anew under that name. */
  async #namedKey(name: string | undefined, server: SeenServer): Promise<string | undefined> {
    if (name === undefined || server.known !== true || server.power !== "running" || server.keyPairName !== name) {
      return undefined;
    }
    const pair = await this.context.keyPairLookUps.find(name, undefined, this.context).catch(() => "unreadable");
    return typeof pair === "string" || pair.publicKey === "" ? undefined : pair.publicKey;
  }

  async #secrets(): Promise<string[]> {
    const { candidates } = await resolveAuth(this.request.auths, authSources(this.context));
    return candidates.map(({ secret }) => secret);
  }

  async #settled(sent: Sent, settled: Settled): Promise<"goOn" | "end"> {
    switch (settled.is) {
      case "waiting":
        return "end";
      case "failed":
        this.#settledRecord = this.#record = failed(attempted(this.#record, sent), settled);
        return "goOn";
      case "unknowable":
        this.#record = givenUp(this.#record, sent, settled);
        return "goOn";
      case "notDone":
        this.#record = { ...this.#record, attempt: undefined };
        return "goOn";
      case "done": {
        const { operation, keyPairName, fingerprint } = sent;
        if (operation === "UNBIND") {
          return "end";
        }
        const pair = await this.context.keyPairLookUps
          .find(keyPairName, undefined, this.context)
          .catch(() => "unreadable");
        const publicKey = typeof pair !== "string" && pair.fingerprint === fingerprint ? pair.publicKey : undefined;
        const key = { keyPairName, fingerprint, publicKey };
        this.#record = made(this.#record, key, sent, {
          ...settled,
          by: await makerOf(this.context),
          passwordDisabled: sent.disablesPassword ?? false,
          keyUncertain: false,
        });
        this.#settledRecord = settled.verified ? this.#record : undefined;
        return "goOn";
      }
    }
  }

  async #decide(policy: "auto" | "unbind", facts: ChangeFacts): Promise<Decision<string | undefined, undefined>> {
    const { request, context } = this;
    const { server } = facts;
    const record = forgottenBind(this.#record, server);
    const ours = record.boundKeyPairName;
    const uncertain = isKeyUncertain(record, facts);
    const ways = await waysIn({ auths: request.auths, remembered: [], record, server, uncertain }, context);
    const proven = recordedKey(record, ways);
    const named = opensWith(proven, ways) ? undefined : await this.#namedKey(ours, server);
    const decision = decideUnbind({
      server,
      policy,
      boundKeyPairName: ours,
      made: record.made !== undefined,
      boundAnew: await isBoundAnew(record, facts, context),
      tookOver: record.tookOver ?? false,
      passwordDisabled: record.passwordDisabled ?? (isOpenSwitch(record) ? "perhaps" : false),
      attempted: record.attempt?.keyPairName,
      key: {
        publicKeys: [proven, samePublicKey(proven, named) ? undefined : named].filter((key) => key !== undefined),
        uncertain,
        found: isFound(record),
        tried: facts.tried,
      },
      candidates: ways.candidates,
    });
    switch (decision.action) {
      case "done":
        return { do: "nothing", done: decision.notice };
      case "refuse":
        return { do: "refuse", error: refusal(request, ours ?? "", server, ways.problems, decision) };
      case "post": {
        if (await request.isStillDeclared()) {
          return { do: "nothing", done: STILL_DECLARED };
        }
        const { online, auth } = decision;
        const body = { server: bodyFor(request, online, auth) };
        return {
          do: "post",
          operation: "UNBIND",
          keyPairName: ours ?? "",
          fingerprint: undefined,
          online,
          auth,
          disablesPassword: false,
          plan: undefined,
          send: (options) => disassociateKeyPair(context.cloud, body, options),
        };
      }
    }
  }
}

function bodyFor(
  { serverId, port }: UnbindRequest,
  online: boolean,
  auth: Candidate | undefined,
): Parameters<typeof disassociateKeyPair>[1]["server"] {
  return {
    id: serverId,
    ...(auth && { auth: { type: "keypair", key: auth.secret } }),
    ...(online && port !== undefined && { port }),
  };
}

function refusal(
  request: UnbindRequest,
  keyPairName: string,
  server: SeenServer,
  problems: readonly string[],
  decision: Extract<UnbindDecision, { action: "refuse" }>,
): RefusedError {
  const name = server.known === true ? server.name : undefined;
  return new RefusedError(
    `unbinding key pair "${keyPairName}" from server ${serverText(name, request.serverId)} was not tried: ${decision.why}`,
    [
      ["auth", problems.join("; ")],
      ["note", server.known === false ? server.why : ""],
    ],
    decision.next,
  );
}
