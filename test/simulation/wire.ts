import type { IncomingRequest, Outcome } from "../emulator/src/index";
import type { FetchedResponse, FetchInit } from "../../provider/src/transport/runtime";
import type { Chance } from "./chance";
import { responseOf } from "../support/responseOf";
import type { SimulatedCloud } from "./simulatedCloud";
import type { ProviderName } from "./stack";
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
  /** Whose process sent it. */
  readonly provider: ProviderName;
  /** The resource that a call sent it for, where that was noted. */
  readonly urn: string | undefined;
  readonly nth: number;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly body: string;
  arrivedMs?: number;
  /** When its answer, or its end without one, reached the sender. */
  endedMs?: number;
  answer?: string;
  fault?: string;
}

/** How a request is planned and noted by whoever directs the history. */
export interface WireDirector {
  plan(request: SentRequest): RequestPlan;
  sent(request: SentRequest): void;
  kill(): void;
}

const noBody = Buffer.alloc(0);

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
    private readonly sender: { readonly run: number; readonly provider: ProviderName },
    private readonly callNow: () => string | undefined,
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
      ...this.sender,
      urn: this.callNow(),
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
      ? await this.cloud.handle(request, operation, {
          by: "ours",
          run: note.run,
          urn: note.urn,
          provider: note.provider,
          sentMs: note.atMs,
        })
      : undefined;
    if (kill === "after") {
      note.answer = "(killed)";
      this.director.kill();
      return undefined;
    }
    await this.time.sleep(this.#latency() + disturbance.backMs);
    const outcome = disturbance.answer(real);
    note.answer = shown(outcome);
    note.endedMs = this.time.now();
    return outcome;
  }

  /** One way, in ms. */
  #latency(): number {
    return this.chance.happens(0.02) ? 600 : 10 + this.chance.below(40);
  }
}

/** What a server reads of a request: where its address goes to is decided before the first slash of the path. */
function requestOf(url: string, { method, headers, body }: FetchInit): IncomingRequest {
  const hostAt = url.indexOf("//") + 2;
  const pathAt = url.indexOf("/", hostAt);
  const lower: Record<string, string> = { host: url.slice(hostAt, pathAt) };
  for (const [name, value] of Object.entries(headers)) {
    lower[name.toLowerCase()] = value;
  }
  return { method, url: url.slice(pathAt), headers: lower, body: body === null ? noBody : Buffer.from(body) };
}

function shown(outcome: Outcome): string {
  return "cut" in outcome ? `cut ${outcome.cut}` : `${outcome.status} ${outcome.body.toString().slice(0, 160)}`;
}
