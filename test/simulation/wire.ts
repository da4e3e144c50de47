import type { IncomingRequest, Outcome, OutgoingReply } from "../emulator/src/index";
import type { FetchedResponse, FetchInit } from "../../provider/src/transport/runtime";
import type { Chance } from "./chance";
import type { SimulatedCloud } from "./simulatedCloud";
import type { Disturbance } from "./wireFaults";
import type { ProcessTimers, VirtualTime } from "./virtualTime";

/** What happens to the request that is about to be sent, and what it sets off. */
export interface RequestPlan {
  /** Taken instead of what the service would answer. */
  readonly disturbance: Disturbance | undefined;
  /** The process is killed before the request leaves it, or when it has been carried out. */
  readonly kill: "before" | "after" | undefined;
}

/** A request on its way, for the transcript. */
export interface SentRequest {
  readonly atMs: number;
  readonly run: number;
  readonly nth: number;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly body: string;
  arrivedMs?: number;
  answer?: string;
  fault?: string;
}

/** How a request is planned and noted by whoever directs the history. */
export interface WireDirector {
  plan(request: SentRequest): RequestPlan;
  sent(request: SentRequest): void;
  kill(): void;
}

const noDisturbance: Disturbance = {
  served: true,
  thereMs: 0,
  backMs: 0,
  answer: (outcome) => outcome ?? { cut: "before" },
};

/** The network between one provider process and the cloud. */
export class Wire {
  #sent = 0;

  constructor(
    private readonly cloud: SimulatedCloud,
    private readonly time: VirtualTime,
    private readonly process: ProcessTimers,
    private readonly director: WireDirector,
    private readonly chance: Chance,
    private readonly run: number,
  ) {}

  readonly fetch = (url: string, init: FetchInit): Promise<FetchedResponse> =>
    new Promise((resolve, reject) => {
      if (!this.process.alive) {
        return;
      }
      const answer = (outcome: Outcome): void => {
        if (!this.process.alive) {
          return;
        }
        if ("cut" in outcome) {
          reject(Object.assign(new Error("socket hang up"), { code: "ECONNRESET" }));
        } else {
          resolve(responseOf(outcome, init.size));
        }
      };
      const abort = (): void => reject(Object.assign(new Error("The operation was aborted."), { name: "AbortError" }));
      init.signal.addEventListener("abort", abort, { once: true });
      void this.#carry(requestOf(url, init)).then((outcome) => {
        init.signal.removeEventListener("abort", abort);
        if (outcome !== undefined) {
          answer(outcome);
        }
      }, reject);
    });

  /** Takes a request there and the answer back; undefined when the process did not live to see it. */
  async #carry(request: IncomingRequest): Promise<Outcome | undefined> {
    const operation = this.cloud.operationOf(request);
    const note: SentRequest = {
      atMs: this.time.now(),
      run: this.run,
      nth: this.#sent,
      operation,
      method: request.method,
      path: request.url,
      body: request.body.toString("utf8"),
    };
    this.#sent += 1;
    const { disturbance = noDisturbance, kill } = this.director.plan(note);
    this.director.sent(note);
    if (kill === "before") {
      this.director.kill();
      return undefined;
    }
    await this.time.sleep(this.#latency() + disturbance.thereMs);
    note.arrivedMs = this.time.now();
    const real = disturbance.served
      ? await this.cloud.handle(request, operation, { by: "ours", run: this.run, sentMs: note.atMs })
      : undefined;
    if (kill === "after") {
      note.answer = "(killed)";
      this.director.kill();
      return undefined;
    }
    await this.time.sleep(this.#latency() + disturbance.backMs);
    const outcome = disturbance.answer(real);
    note.answer = shown(outcome);
    return outcome;
  }

  /** One way, in ms. */
  #latency(): number {
    return this.chance.happens(0.02) ? 600 : 10 + this.chance.below(40);
  }
}

function requestOf(url: string, { method, headers, body }: FetchInit): IncomingRequest {
  const { pathname, search, host } = new URL(url);
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    method,
    url: `${pathname}${search}`,
    headers: { host, ...lower },
    body: Buffer.from(body ?? ""),
  };
}

function responseOf({ status, headers, body }: OutgoingReply, most: number): FetchedResponse {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  return {
    status,
    headers: { get: (name) => headers[name.toLowerCase()] ?? null },
    arrayBuffer: () =>
      bytes.length > most
        ? Promise.reject(Object.assign(new Error("content size over limit"), { type: "max-size" }))
        : Promise.resolve(new Uint8Array(bytes).buffer),
    discard: () => undefined,
  };
}

function shown(outcome: Outcome): string {
  return "cut" in outcome ? `cut ${outcome.cut}` : `${outcome.status} ${outcome.body.toString().slice(0, 160)}`;
}
