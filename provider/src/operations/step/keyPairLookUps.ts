import type { Cloud } from "../../client/cloud";
import { isPathSegment } from "../../client/wire/pathSegment";
import { lookUpKeyPair, lookUpKnownKeyPair, type KeyPairLookUp } from "./lookUpKeyPair";
import { withinStep, type StepLimits } from "./withinStep";

/** How long a key pair that was found serves other steps too, in ms. */
const FRESH_ENOUGH_MS = 5_000;

/** Look-ups of key pairs that many bindings of one cloud ask for at the same time, made once for all of them. */
export class KeyPairLookUps {
  readonly #kept = new Map<string, { sentAtMs: number; found: Promise<KeyPairLookUp> }>();
  /** Key pairs that were there a moment ago: one "not found" of such a pair may pass. */
  readonly #there = new Set<string>();
  /** Key pairs that were not found however often they were asked for. */
  readonly #gone = new Set<string>();

  constructor(private readonly cloud: Cloud) {}

  /**
   * A key pair as KPS has it, found at most 5 s ago. What was not found, may not be read, or failed is never kept;
   * neither is a pair whose fingerprint is not the one that is `expected`. `sentAfterMs`: asked then or later (monotonic). A
   * name of ECS's own that KPS cannot have is not asked for.
   */
  async find(
    name: string,
    expected: string | undefined,
    limits: StepLimits,
    sentAfterMs = -Infinity,
  ): Promise<KeyPairLookUp> {
    if (!isPathSegment(name)) {
      return "absent";
    }
    const last = this.#kept.get(name);
    const { runtime, settings } = this.cloud;
    if (
      last !== undefined &&
      last.sentAtMs >= sentAfterMs &&
      runtime.monotonicMs() - last.sentAtMs <= FRESH_ENOUGH_MS * (settings.testTimeScale ?? 1)
    ) {
      const found = await withinStep(
        last.found.catch(() => undefined),
        limits,
        `KPS to show key pair "${name}"`,
      );
      if (
        found !== undefined &&
        typeof found !== "string" &&
        (expected === undefined || found.fingerprint === expected)
      ) {
        return found;
      }
    }
    return withinStep(this.#lookUpAnew(name), limits, `KPS to show key pair "${name}"`);
  }

  /** A key pair that state tells of was there when state was written. */
  noteKnown(name: string): void {
    if (!this.#gone.has(name)) {
      this.#there.add(name);
    }
  }

  /** Forgets what was found under a name, because it was made or changed: it is there now. */
  noteMade(name: string): void {
    this.#kept.delete(name);
    this.#gone.delete(name);
    this.#there.add(name);
  }

  /** Forgets a key pair, because it was deleted. */
  forget(name: string): void {
    this.#kept.delete(name);
    this.#there.delete(name);
  }

  async #lookUpAnew(name: string): Promise<KeyPairLookUp> {
    const look = this.#there.has(name) ? lookUpKnownKeyPair : lookUpKeyPair;
    const found = look(name, { cloud: this.cloud, deadlineMs: Infinity, signal: undefined });
    const entry = { sentAtMs: this.cloud.runtime.monotonicMs(), found };
    this.#kept.set(name, entry);
    const keep = await found.then(
      (pair) => this.#isThere(name, pair),
      () => false,
    );
    if (!keep && this.#kept.get(name) === entry) {
      this.#kept.delete(name);
    }
    return found;
  }

  #isThere(name: string, pair: KeyPairLookUp): boolean {
    if (pair === "absent") {
      if (this.#there.delete(name)) {
        this.#gone.add(name);
      }
    } else if (pair !== "unreadable") {
      this.#there.add(name);
    }
    return typeof pair !== "string";
  }
}
