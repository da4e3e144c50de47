import { KnownSecrets } from "../diagnostics/secrets/knownSecrets";
import type { Authorisation, Authoriser } from "./authoriser";
import type { CallOptions } from "./callOptions";
import { openScope } from "./callScope";
import type { CredentialGate } from "./credentialGate";
import { exchange, ExchangeFailure } from "./exchange";
import type { IncomingResponse } from "./exchange";
import { httpDateMs } from "./httpDate";
import { mayHaveBeenAccepted } from "./mayHaveBeenAccepted";
import type { PassingTroubles } from "./passingTroubles";
import { prepareCall } from "./preparedCall";
import type { Destination, PreparedCall } from "./preparedCall";
import { refusalOf, replyOf } from "./reply";
import type { Grant, RequestBudget } from "./requestBudget";
import { decideRetry } from "./retryDecision";
import type { Runtime } from "./runtime";
import type { Service } from "./service";
import type { ServiceClock } from "./serviceClock";
import { isServiceError } from "./serviceError";
import type { ServiceError } from "./serviceError";
import type { ServiceRequest } from "./serviceRequest";
import { isTransportError, TransportError } from "./transportError";
import { UnreadableAnswer } from "./unreadableAnswer";

/** What a service is reached through. Parts that several services have in common are passed to each. */
export interface ServiceParts extends Omit<Destination, "base"> {
  readonly baseUrl: string;
  readonly runtime: Runtime;
  readonly clock: ServiceClock;
  /** Absent: sent as it is, by no one in particular. */
  readonly identity?: { readonly authoriser: Authoriser; readonly gate: CredentialGate } | undefined;
  /** Absent: as fast as asked. */
  readonly budget?: RequestBudget | undefined;
  /** What no text may show; the requests and the credential add to it. Absent: known to this service only. */
  readonly secrets?: KnownSecrets | undefined;
  /** What a person whose credential is refused can do, when there is no identity to tell. */
  readonly advice?: string | undefined;
  /** Told of answers that make whoever asks wait. */
  readonly troubles?: PassingTroubles | undefined;
}

const defaultMaxBytes = 256 * 1024;

/** A service over HTTP: waits for its turn, authorises, sends, reads, and tries again where that is safe. */
export class HttpService implements Service {
  readonly name: string;
  readonly baseUrl: string;
  readonly #parts: ServiceParts;
  readonly #destination: Destination;
  readonly #known: KnownSecrets;

  constructor(parts: ServiceParts) {
    this.#known = parts.secrets ?? new KnownSecrets();
    this.name = parts.name;
    this.baseUrl = parts.baseUrl;
    this.#parts = parts;
    this.#destination = { name: parts.name, base: new URL(parts.baseUrl), headers: parts.headers };
  }

  async send<T>(request: ServiceRequest<T>, options: CallOptions = {}): Promise<T> {
    const scope = openScope(this.#parts.runtime, options);
    this.#known.add(...(request.secrets ?? []));
    try {
      return await this.#tryUntilDecided(prepareCall(this.#destination, request, options, scope));
    } finally {
      scope.close();
    }
  }

  async #tryUntilDecided<T>(call: PreparedCall<T>): Promise<T> {
    const { runtime } = this.#parts;
    const { request, options, scope } = call;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#tryOnce(call);
      } catch (error) {
        const decision = decideRetry({
          error,
          attempt,
          attempts: options.attempts,
          repeat: request.repeat,
          nowMs: runtime.monotonicMs(),
          deadlineMs: options.deadlineMs,
          random: runtime.random(),
        });
        if (decision.kind === "giveUp") {
          throw error;
        }
        if (isServiceError(error) && error.status === 429) {
          options.onWait?.({ ms: Math.ceil(decision.delayMs), says: error.serviceMessage });
        }
        await unlessStopped(call, mayHaveBeenAccepted(error), runtime.sleep(decision.delayMs, scope.signal));
      }
    }
  }

  async #tryOnce<T>(call: PreparedCall<T>): Promise<T> {
    const { identity } = this.#parts;
    if (identity === undefined) {
      const grant = await this.#turn(call);
      return this.#result(call, await this.#exchange(call, grant, call.signable.headers));
    }
    const attempt = identity.gate.run(call.scope.signal, () => this.#tryAs(identity.authoriser, call));
    return unlessStopped(call, false, attempt);
  }

  /** One try with a credential, and one more when what it was refused for could be repaired. */
  async #tryAs<T>(authoriser: Authoriser, call: PreparedCall<T>): Promise<T> {
    const { signal } = call.scope;
    await authoriser.prepare(signal);
    const first = await this.#authorisedExchange(authoriser, call);
    if (first.response.status === 401) {
      const message = first.response.bytes.toString("utf8");
      if (
        await first.authorisation.recover({ message, serviceMs: httpDateMs(first.response.header("date")) }, signal)
      ) {
        const second = await this.#authorisedExchange(authoriser, call);
        return this.#result(call, second.response);
      }
    }
    return this.#result(call, first.response);
  }

  async #authorisedExchange<T>(
    authoriser: Authoriser,
    call: PreparedCall<T>,
  ): Promise<{ readonly authorisation: Authorisation; readonly response: IncomingResponse }> {
    const grant = await this.#turn(call);
    const authorisation = authoriser.authorise(call.signable);
    return { authorisation, response: await this.#exchange(call, grant, authorisation.headers) };
  }

  /** Waits until the budget lets the request start. */
  async #turn<T>(call: PreparedCall<T>): Promise<Grant | undefined> {
    const { signal } = call.scope;
    const lane = call.options.lane ?? (call.request.method === "GET" ? "status" : "post");
    const turn = async (): Promise<Grant | undefined> => {
      signal.throwIfAborted();
      return this.#parts.budget?.acquire({ lane, signal, onWait: call.options.onWait });
    };
    return unlessStopped(call, false, turn());
  }

  async #exchange<T>(
    call: PreparedCall<T>,
    grant: Grant | undefined,
    headers: Readonly<Record<string, string>>,
  ): Promise<IncomingResponse> {
    const { runtime, clock } = this.#parts;
    const answered = call.scope.sends();
    try {
      call.options.onSend?.();
      const response = await exchange(
        runtime,
        {
          method: call.request.method,
          url: call.url,
          headers: { ...call.plainHeaders, ...headers },
          body: call.signable.body,
          maxBytes: call.request.maxBytes ?? defaultMaxBytes,
        },
        call.scope,
      );
      clock.observe(httpDateMs(response.header("date")));
      this.#tellBudget(call, grant, response);
      if (response.status >= 429) {
        this.#parts.troubles?.note(this.#refusal(call, response), runtime.monotonicMs());
      }
      return response;
    } catch (error) {
      throw error instanceof ExchangeFailure ? new TransportError({ ...call.attempted, ...error.failure }) : error;
    } finally {
      answered();
      grant?.answered();
      call.options.onEnd?.();
    }
  }

  #tellBudget<T>(call: PreparedCall<T>, grant: Grant | undefined, response: IncomingResponse): void {
    const { budget } = this.#parts;
    if (grant === undefined || budget === undefined) {
      return;
    }
    if (response.status === 429) {
      const { serviceMessage, retryAfterMs } = this.#refusal(call, response);
      budget.throttled(grant, serviceMessage, retryAfterMs);
    } else {
      budget.passed(grant);
    }
  }

  #result<T>(call: PreparedCall<T>, response: IncomingResponse): T {
    if (response.status < 200 || response.status >= 300) {
      throw this.#refusal(call, response);
    }
    try {
      return call.request.read(replyOf(call.attempted, response, this.#secrets()));
    } catch (error) {
      if (isServiceError(error)) {
        throw error;
      }
      const { kind, what } =
        error instanceof UnreadableAnswer
          ? error
          : ({ kind: "unreadable", what: "a body that is not what this API documents" } as const);
      const detail = `was answered ${response.status} with ${what}`;
      throw new TransportError({ ...call.attempted, kind, accepted: "unknown", detail });
    }
  }

  #refusal<T>(call: PreparedCall<T>, response: IncomingResponse): ServiceError {
    const { identity, advice, clock } = this.#parts;
    return refusalOf(call.attempted, response, {
      secrets: this.#secrets(),
      advice: identity?.authoriser.advice ?? advice,
      nowMs: clock.now(),
    });
  }

  /** A token may have come since the last answer. */
  #secrets(): KnownSecrets {
    this.#known.add(...(this.#parts.identity?.authoriser.secrets() ?? []));
    return this.#known;
  }
}

/** Turns the bare rejection of an aborted wait into the error of a call that was stopped. */
async function unlessStopped<T, R>(call: PreparedCall<T>, mayBeAccepted: boolean, wait: Promise<R>): Promise<R> {
  try {
    return await wait;
  } catch (error) {
    if (call.scope.signal.aborted && !isServiceError(error) && !isTransportError(error)) {
      const accepted = mayBeAccepted ? "unknown" : "no";
      throw new TransportError({ ...call.attempted, ...call.scope.reason(), accepted });
    }
    throw error;
  }
}
