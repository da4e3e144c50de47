import type { CallScope } from "./callScope";
import type { FetchedResponse, Runtime } from "./runtime";
import { sortFailure } from "./sendFailure";
import type { SendFailure } from "./sendFailure";

/** One HTTP request, ready to be sent. */
export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly maxBytes: number;
}

/** One HTTP response, completely read. */
export interface IncomingResponse {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly bytes: Buffer;
}

/** Thrown where an exchange yields no response; the caller knows what was attempted and says so. */
export class ExchangeFailure extends Error {
  readonly failure: SendFailure;

  constructor(failure: SendFailure) {
    super(failure.detail);
    this.failure = failure;
  }
}

/** Time limits of one exchange, in ms. */
export const headersLimitMs = 10_000;
export const totalLimitMs = 30_000;

/**
 * Sends one request and reads the response: no redirects, at most `maxBytes` of body after decompression, headers within
 * 10 s, everything within 30 s, and nothing after the scope has ended.
 * @throws ExchangeFailure
 */
export async function exchange(
  runtime: Runtime,
  request: OutgoingRequest,
  scope: CallScope,
): Promise<IncomingResponse> {
  const limits = openLimits(runtime, scope);
  let status: number | undefined;
  try {
    const response = await runtime.fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.body === "" ? null : request.body,
      redirect: "manual",
      size: request.maxBytes,
      signal: limits.signal,
    });
    limits.headersArrived();
    status = response.status;
    if (response.status >= 300 && response.status < 400) {
      throw new ExchangeFailure(redirected(response));
    }
    const bytes = await bodyOf(response, () => limits.stopped()?.kind === "aborted");
    return { status: response.status, header: (name) => response.headers.get(name) ?? undefined, bytes };
  } catch (error) {
    throw error instanceof ExchangeFailure
      ? error
      : new ExchangeFailure({ ...(limits.stopped() ?? sorted(error, request)), status });
  } finally {
    limits.close();
  }
}

/** What some gateways write before a text, and no JSON begins with. */
const byteOrderMark = Buffer.from("\uFEFF");

/** The body. Of a refusal (4xx, 5xx) the status has said what counts: a body that is too large, cut or late is left out. */
async function bodyOf(response: FetchedResponse, aborted: () => boolean): Promise<Buffer> {
  try {
    const bytes = Buffer.from(await response.arrayBuffer());
    const { length } = byteOrderMark;
    return bytes.subarray(0, length).equals(byteOrderMark) ? bytes.subarray(length) : bytes;
  } catch (error) {
    if (response.status >= 400 && !aborted()) {
      return Buffer.alloc(0);
    }
    throw error;
  }
}

interface Limits {
  readonly signal: AbortSignal;
  readonly headersArrived: () => void;
  readonly stopped: () => SendFailure | undefined;
  readonly close: () => void;
}

function openLimits(runtime: Runtime, scope: CallScope): Limits {
  const controller = new AbortController();
  let stopped: SendFailure | undefined;
  const stop = (kind: "aborted" | "timeout", detail: string): void => {
    stopped ??= { kind, accepted: "unknown", detail };
    controller.abort();
  };
  const onScopeEnd = (): void => {
    const { kind, detail } = scope.reason();
    stop(kind, detail);
  };
  const limit = (ms: number, what: string): (() => void) =>
    runtime.startTimer(ms, () => stop("timeout", `got ${what} within ${ms / 1000} s`));
  scope.signal.addEventListener("abort", onScopeEnd, { once: true });
  const headersArrived = limit(headersLimitMs, "no answer");
  const allArrived = limit(totalLimitMs, "no complete answer");
  return {
    signal: controller.signal,
    headersArrived,
    stopped: () => stopped,
    close: () => {
      scope.signal.removeEventListener("abort", onScopeEnd);
      headersArrived();
      allArrived();
    },
  };
}

function redirected(response: FetchedResponse): SendFailure {
  response.discard();
  const host = hostOf(response.headers.get("location"));
  return {
    kind: "redirect",
    accepted: "unknown",
    detail: `was answered ${response.status}, a redirect to ${host}, which is not followed`,
  };
}

function hostOf(location: string | null): string {
  try {
    return new URL(location ?? "").host;
  } catch {
    return "nowhere";
  }
}

function sorted(error: unknown, request: OutgoingRequest): SendFailure {
  const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
  if (!(error instanceof Error)) {
    return sortFailure({ message: "" });
  }
  if ("type" in error && error.type === "max-size") {
    const detail = `got an answer of more than ${request.maxBytes / 1024} KiB, which is not read`;
    return { kind: "tooLarge", accepted: "unknown", detail };
  }
  const code = "code" in error ? text(error.code) : undefined;
  const syscall = "erroredSysCall" in error ? text(error.erroredSysCall) : undefined;
  return sortFailure({ code, syscall, message: error.message });
}
