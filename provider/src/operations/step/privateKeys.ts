import { readPrivateKey, type ReadPrivateKey } from "../../model/privateKey";

/** Texts whose reading is kept: working out a public half takes a millisecond, and a fleet has one key for hundreds. */
const KEPT = 32;

/** Private keys as they were read, so that a key which opens many servers is worked out once. In memory only. */
export class PrivateKeys {
  readonly #read = new Map<string, ReadPrivateKey>();

  /** The private key in a text, or why there is none; as `readPrivateKey`. */
  read(text: string): ReadPrivateKey {
    const read = this.#read.get(text) ?? readPrivateKey(text);
    // The one that was used last goes last.
    this.#read.delete(text);
    this.#read.set(text, read);
    for (const oldest of this.#read.keys()) {
      if (this.#read.size <= KEPT) {
        break;
      }
      this.#read.delete(oldest);
    }
    return read;
  }
}
