import { seededRandom, type Random } from "../emulator/src/world/random";

/** A seeded source of chance: the same seed, the same history. */
export class Chance {
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  /** Evenly distributed in [0, 1). */
  readonly next = (): number => this.#random();

  /** A whole number of 0 or more below the limit. */
  below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  /** Whether something happens that does so with this probability. */
  happens(probability: number): boolean {
    return this.#random() < probability;
  }

  /** One of these. */
  pick<T>(values: readonly [T, ...T[]]): T {
    return values[this.below(values.length)] ?? values[0];
  }

  /** One of these, in proportion to the weights. */
  weighted<T>(values: readonly [readonly [number, T], ...(readonly [number, T])[]]): T {
    const total = values.reduce((sum, [weight]) => sum + weight, 0);
    let left = this.#random() * total;
    for (const [weight, value] of values) {
      left -= weight;
      if (left < 0) {
        return value;
      }
    }
    return values[0][1];
  }
}

/** A seed for one part of a history, so that what happens in one does not change the others. */
export function seedFor(seed: number, part: string): number {
  let hash = seed >>> 0;
  for (let index = 0; index < part.length; index += 1) {
    hash = Math.imul(hash ^ part.charCodeAt(index), 0x01000193) >>> 0;
    hash = (hash ^ (hash >>> 15)) >>> 0;
  }
  return hash;
}
