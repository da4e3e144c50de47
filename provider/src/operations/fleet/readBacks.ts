import type { Server } from "../../client/ecs/serverWire";
import type { Connection } from "../step/connection";
import type { StepContext } from "../step/stepContext";
import { withinStep, type StepLimits } from "../step/withinStep";

/** So long a server whose task has succeeded waits to be looked at together with others, in ms. */
const PATIENCE_MS = 30_000;
/** So long before its deadline it waits no more, in ms. */
const BEFORE_DEADLINE_MS = 10_000;

interface Ask {
  readonly serverId: string;
  readonly limits: StepLimits;
  readonly take: (asked: Promise<Server>) => void;
}

/**
 * Reading back in a fleet: nobody waits for a server whose task has succeeded, so that looks are collected and go out
 * together, and a few lists of servers serve them all. They go out once the first has waited long enough, and at once
 * when every server under way waits for this.
 */
export class ReadBacks implements Pick<Connection["serverLooks"], "ask"> {
  #underWay = 0;
  #asks: Ask[] = [];
  #stopAlarm: (() => void) | undefined;

  constructor(private readonly context: Pick<StepContext, "cloud" | "serverLooks" | "deadlineMs" | "timeScale">) {}

  /** One more server is under way. */
  begun(): void {
    this.#underWay += 1;
  }

  /** A server is no longer under way. */
  ended(): void {
    this.#underWay -= 1;
    this.#lookIfAllWait();
  }

  /** As `ServerLooks.ask`, when there are enough. */
  ask(serverId: string, limits: StepLimits): Promise<Server> {
    const asked = new Promise<Server>((take) => {
      this.#asks.push({ serverId, limits, take });
    });
    this.#stopAlarm ??= this.context.cloud.runtime.startTimer(this.#patienceMs(), () => this.#look());
    this.#lookIfAllWait();
    return withinStep(asked, limits, `ECS to show server ${serverId}`);
  }

  #patienceMs(): number {
    const { cloud, deadlineMs, timeScale } = this.context;
    const leftMs = deadlineMs - cloud.runtime.monotonicMs() - BEFORE_DEADLINE_MS * timeScale;
    return Math.max(0, Math.min(PATIENCE_MS * timeScale, leftMs));
  }

  #lookIfAllWait(): void {
    if (this.#asks.length >= this.#underWay) {
      this.#look();
    }
  }

  #look(): void {
    this.#stopAlarm?.();
    this.#stopAlarm = undefined;
    this.#asks.splice(0).forEach(({ serverId, limits, take }) => take(this.context.serverLooks.ask(serverId, limits)));
  }
}
