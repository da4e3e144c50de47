/** Texts to look for by the hundred, in every text of a history: found by the two characters that each begins with. */
export class Needles {
  readonly #needles = new Map<number, string[]>();
  /** Which beginnings there are: nearly every place of a text is done with by this. */
  readonly #begins = new Uint8Array(0x10000);

  /** @param texts of two characters or more each */
  constructor(texts: Iterable<string>) {
    for (const text of new Set(texts)) {
      const begin = beginAt(text, 0);
      this.#begins[begin] = 1;
      this.#needles.set(begin, [...(this.#needles.get(begin) ?? []), text]);
    }
  }

  /** Whether any of them stands in a text. */
  areIn(text: string): boolean {
    for (let at = 0; at < text.length - 1; at += 1) {
      if (this.#begins[beginAt(text, at)] === 1 && this.#isAt(text, at)) {
        return true;
      }
    }
    return false;
  }

  #isAt(text: string, at: number): boolean {
    return this.#needles.get(beginAt(text, at))?.some((needle) => text.startsWith(needle, at)) === true;
  }
}

function beginAt(text: string, at: number): number {
  return ((text.charCodeAt(at) << 8) ^ text.charCodeAt(at + 1)) & 0xffff;
}
