import type { Clock } from "./clock";
import type { DmsInstance } from "./dmsInstance";
import { DueQueue } from "./dueQueue";
import type { Identities } from "./identities";
import type { Job } from "./job";
import type { KeyPair } from "./keyPair";
import type { KeyTools } from "./keyTools";
import { randomUuid, type Random } from "./random";
import { mergeSettings, type Settings } from "./settings";
import type { Server } from "./server";
import { TaskBoard } from "./taskBoard";
import { TaskScripts } from "./taskScripts";

/** What a world is made of. */
export interface WorldParts {
  clock: Clock;
  identities: Identities;
  /** What a reset goes back to. */
  settings: Settings;
  /** Spreads the durations of tasks. */
  durations: Random;
  /** Makes ids. */
  ids: Random;
  keys: KeyTools;
}

/** The emulated cloud: everything the services show and change. Time passes when somebody looks. */
export class World {
  readonly clock: Clock;
  readonly identities: Identities;
  readonly durations: Random;
  readonly ids: Random;
  readonly keys: KeyTools;
  readonly servers = new Map<string, Server>();
  readonly keyPairs = new Map<string, KeyPair>();
  readonly tasks = new TaskBoard();
  readonly taskScripts = new TaskScripts();
  readonly jobs = new Map<string, Job>();
  readonly dmsInstances = new Map<string, DmsInstance>();
  readonly due = new DueQueue<(at: number) => void>();
  settings: Settings;
  /** Called after something due was carried out. */
  afterDue: () => void = () => undefined;
  private readonly firstSettings: Settings;
  private readonly keyLines = new Map<string, string>();
  private keyPairCount = 0;

  constructor(parts: WorldParts) {
    this.clock = parts.clock;
    this.identities = parts.identities;
    this.durations = parts.durations;
    this.ids = parts.ids;
    this.keys = parts.keys;
    this.firstSettings = parts.settings;
    this.settings = mergeSettings(parts.settings, {});
  }

  /** Milliseconds since 1970 by the service's own clock. */
  wall(): number {
    return this.clock.wall() + this.settings.quirks.clockOffsetMs;
  }

  newId(): string {
    return randomUuid(this.ids);
  }

  /** Adds a key pair, or puts a new one in the place of one with the same name. */
  addKeyPair(pair: Omit<KeyPair, "id">): KeyPair {
    this.keyPairCount += 1;
    const added = { ...pair, id: this.keyPairCount };
    this.keyPairs.set(pair.name, added);
    this.keyLines.set(pair.publicKey.body, pair.publicKey.line);
    return added;
  }

  /** A key as a line of authorized_keys, with the comment it was last made known with, also when its pair is gone. */
  keyLine(body: string): string {
    return this.keyLines.get(body) ?? body;
  }

  /** Carries out everything that has become due. */
  advance(): void {
    const now = this.clock.now();
    const first = this.due.takeDue(now);
    for (let next = first; next !== undefined; next = this.due.takeDue(now)) {
      next.thing(next.at);
    }
    if (first !== undefined) {
      this.afterDue();
    }
  }

  /** Forgets everything except identities. */
  clear(): void {
    for (const map of [this.servers, this.keyPairs, this.jobs, this.dmsInstances]) {
      map.clear();
    }
    this.tasks.clear();
    this.taskScripts.clear();
    this.due.clear();
    this.keyLines.clear();
    this.keyPairCount = 0;
    this.settings = mergeSettings(this.firstSettings, {});
  }
}
