/** Numbers in [0, 1), always the same ones for the same seed. */
export type Random = () => number;

/**
 * A small seeded generator (mulberry32): good enough to spread durations, of no use for secrets.
 *
 * @param seed any integer; only its low 32 bits count
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** `length` characters of `alphabet`. */
export function randomText(random: Random, length: number, alphabet = "0123456789abcdef"): string {
  let text = "";
  for (let index = 0; index < length; index += 1) {
    text += alphabet.charAt(Math.floor(random() * alphabet.length));
  }
  return text;
}

/** An id in the form of a UUID, version 4. */
export function randomUuid(random: Random): string {
  const hex = randomText(random, 32);
  const variant = "89ab".charAt(Math.floor(random() * 4));
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, variant + hex.slice(17, 20), hex.slice(20)].join(
    "-",
  );
}
