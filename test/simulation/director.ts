import type { Others } from "./others";
import { partsOf, type FileTrouble, type PartOf, type Place, type Plan } from "./plan";
import type { VirtualTime } from "./virtualTime";
import type { RequestPlan, SentRequest, WireDirector } from "./wire";
import { disturbanceOf, forbidden } from "./wireFaults";

/** Sees to it that what the plan wants to go wrong does so at its place. */
export class Director implements WireDirector {
  /** All requests of the provider, in order. */
  readonly requests: SentRequest[] = [];
  #run = 0;
  #calm = false;
  #killer: () => void = () => undefined;
  #canceller: () => void = () => undefined;
  #answerKill = false;
  readonly #counts = new Map<string, number>();
  #outage: { untilMs: number; cut: "before" | "after" } | undefined;
  readonly #faults: PartOf<"fault">[];
  readonly #outages: PartOf<"outage">[];
  readonly #forbids: PartOf<"forbid">[];
  readonly #kills: PartOf<"kill">[];
  readonly #cancels: PartOf<"cancel">[];
  readonly #deeds: PartOf<"deed">[];
  readonly #files: PartOf<"files">[];

  constructor(
    plan: Plan,
    private readonly time: VirtualTime,
    private readonly others: Others,
  ) {
    this.#faults = partsOf(plan, "fault");
    this.#outages = partsOf(plan, "outage");
    this.#forbids = partsOf(plan, "forbid");
    this.#kills = partsOf(plan, "kill");
    this.#cancels = partsOf(plan, "cancel");
    this.#deeds = partsOf(plan, "deed");
    this.#files = partsOf(plan, "files");
  }

  /** A run of the engine begins: how it can be killed, and how the person can ask it to end. */
  begin(run: number, { kill, cancel }: { readonly kill: () => void; readonly cancel: () => void }): void {
    this.#run = run;
    this.#killer = kill;
    this.#canceller = cancel;
    this.#answerKill = false;
    this.#counts.clear();
  }

  /** From now on nothing goes wrong any more. */
  calmDown(): void {
    this.#calm = true;
    this.#outage = undefined;
  }

  /** What is wrong with the folder of the private keys in the run that goes on. */
  get fileTrouble(): FileTrouble | undefined {
    return this.#calm ? undefined : this.#files.find(({ run }) => run === this.#run)?.trouble;
  }

  /** Whether the engine is killed instead of writing down the result it has just got. Once a run. */
  killsAnswer(): boolean {
    const kills = this.#answerKill;
    this.#answerKill = false;
    return kills;
  }

  kill(): void {
    this.#killer();
  }

  sent(request: SentRequest): void {
    this.requests.push(request);
  }

  plan(request: SentRequest): RequestPlan {
    const { operation } = request;
    const any = this.#count("any");
    const ofThis = this.#count(operation);
    const isAt = ({ run, operation: wanted, nth }: Place, times = 1): boolean => {
      const count = wanted === undefined ? any : ofThis;
      return run === this.#run && (wanted ?? operation) === operation && count >= nth && count < nth + times;
    };
    if (this.#calm) {
      return { disturbance: undefined, kill: undefined };
    }
    for (const { afterMs, deed } of this.#deeds.filter(({ at }) => isAt(at))) {
      this.time.startTimer(afterMs, () => void this.others.act(deed));
    }
    for (const { afterMs } of this.#cancels.filter(({ at }) => isAt(at))) {
      this.time.startTimer(afterMs, this.#canceller);
    }
    return { disturbance: this.#disturbance(request, isAt), kill: this.#kill(isAt) };
  }

  #disturbance(request: SentRequest, isAt: (at: Place, times?: number) => boolean): RequestPlan["disturbance"] {
    const { operation } = request;
    if (this.#forbids.some(({ run, operation: one }) => one === operation && (run === "always" || run === this.#run))) {
      request.fault = "forbidden";
      return { served: false, thereMs: 0, backMs: 0, answer: () => forbidden(operation) };
    }
    const begins = this.#outages.find(({ at }) => isAt(at));
    if (begins !== undefined) {
      this.#outage = { untilMs: this.time.now() + begins.ms, cut: begins.cut };
    }
    if (this.#outage !== undefined && this.time.now() < this.#outage.untilMs) {
      const cut = begins !== undefined && this.#outage.cut === "after" ? "cut after" : "cut before";
      request.fault = `outage, ${cut}`;
      return disturbanceOf(cut, operation);
    }
    const fault = this.#faults.find(({ at, times }) => isAt(at, times))?.fault;
    if (fault === undefined) {
      return undefined;
    }
    request.fault = fault;
    return disturbanceOf(fault, operation);
  }

  #kill(isAt: (at: Place) => boolean): RequestPlan["kill"] {
    const kill = this.#kills.find(({ at }) => isAt(at));
    if (kill === undefined) {
      return undefined;
    }
    if (kill.side === "answer") {
      this.#answerKill = true;
      return undefined;
    }
    if (kill.afterMs > 0) {
      const killer = this.#killer;
      this.time.startTimer(kill.afterMs, () => killer());
      return undefined;
    }
    return kill.side;
  }

  #count(key: string): number {
    const count = this.#counts.get(key) ?? 0;
    this.#counts.set(key, count + 1);
    return count;
  }
}
