import type { KeyMaterial, KeyTools, PublicKey } from "../emulator/src/index";
import { keyTools } from "../emulator/src/index";
import { seededEd25519 } from "../emulator/src/world/keyMaterial";
import { seededRandom } from "../emulator/src/world/random";
import { asSshPrivateKey } from "../../provider/src/model/privateKeyForm";

/** A key that somebody in a history has. */
export interface Key {
  /** How a transcript calls it. */
  readonly label: string;
  /** One line, as authorized_keys has it. */
  readonly publicKey: string;
  /** Type and base64 body: what servers keep. */
  readonly body: string;
  readonly fingerprint: string;
  /** OpenSSH's own form, which is read fastest. Secret. */
  readonly privateKey: string;
}

/** Keys that people have, and keys that are handed out where one is generated: in no history so many are. */
const GIVEN = 15;
const GENERATED = 10;

/** Key pairs made beforehand, and what the service reads from keys, kept: parsing a key costs more than a request. */
export class Keyring {
  readonly keys: readonly Key[];
  readonly #read = new Map<string, PublicKey | undefined>();
  readonly #halves = new Map<string, PublicKey | undefined>();
  readonly #labels = new Map<string, string>();

  constructor() {
    const random = seededRandom(20_260_115);
    this.keys = Array.from({ length: GIVEN + GENERATED }, (_, index) =>
      keyOf(`key-${index + 1}`, seededEd25519(random)),
    );
    this.keys.forEach((key) => this.#labels.set(key.body, key.label));
  }

  /** The key of this number, counted from 0 and round and round. */
  key(index: number): Key {
    const key = this.keys[index % this.keys.length];
    if (key === undefined) {
      throw new Error("the keyring is empty");
    }
    return key;
  }

  /** Keys of other people. */
  get others(): Key[] {
    return [2, 5, 8].map((index) => this.key(index));
  }

  /** How a transcript calls a key body. */
  labelOf(body: string): string {
    return this.#labels.get(body) ?? "a key of nobody";
  }

  /** How the service, and a process, read and make keys in one history. */
  tools(): KeyTools {
    let made = 0;
    return {
      readPublicKey: (text) => kept(this.#read, text, (key) => keyTools.readPublicKey(key)),
      publicHalf: (pem) => this.publicHalf(pem),
      generate: () => {
        made += 1;
        const key = this.key(this.keys.length - 1 - (made % GENERATED));
        const publicKey = keyTools.readPublicKey(key.publicKey);
        return publicKey === undefined
          ? Promise.reject(new Error("a key of the ring cannot be read"))
          : Promise.resolve({ publicKey, privateKey: key.privateKey });
      },
    };
  }

  publicHalf(pem: string): PublicKey | undefined {
    return kept(this.#halves, pem, (key) => keyTools.publicHalf(key));
  }
}

function keyOf(label: string, { publicKey, privateKey }: KeyMaterial): Key {
  const { body, fingerprint } = publicKey;
  return { label, publicKey: body, body, fingerprint, privateKey: asSshPrivateKey(privateKey) };
}

function kept(
  known: Map<string, PublicKey | undefined>,
  text: string,
  read: KeyTools["publicHalf"],
): PublicKey | undefined {
  if (!known.has(text)) {
    known.set(text, read(text));
  }
  return known.get(text);
}
