import type { Key, Keyring } from "./keyring";
import { keyFolder, type MachineFiles } from "./machineFiles";
import type { PairName, PairStart } from "./plan";
import { otherFront, urnOf } from "./registration";
import { frontOf, type ProviderName, type Resource, type Stack } from "./stack";
import { keyNumber } from "./startSeed";

/** A key pair of the program, or one that the person has by other means. */
export interface OwnPair {
  readonly start: PairStart;
  provider: ProviderName;
  /** How often the person has made it anew. */
  version: number;
}

/** Whether the key of a pair is one that its resource makes. */
export function isGenerated({ exposed, filed }: PairStart): boolean {
  return exposed || filed === true;
}

/** The file for the private key of a pair. */
export function fileOf(name: PairName): string {
  return `${keyFolder}${name}.pem`;
}

/** The private keys that a person has: given ones, and those that resources have generated for her. */
export class PersonKeys {
  constructor(
    private readonly pairs: readonly OwnPair[],
    private readonly keyring: Keyring,
    private readonly stack: Stack,
    private readonly files: MachineFiles,
  ) {}

  /** The key that a pair of hers has now. */
  of(name: PairName): Key {
    return this.#generated(name) ?? this.keyring.key(keyNumber(name, this.#pair(name)?.version ?? 0));
  }

  /** Every private key she has. */
  get all(): Key[] {
    return this.pairs.flatMap(({ start, version }) => {
      if (!isGenerated(start)) {
        return Array.from({ length: version + 1 }, (_, index) => this.keyring.key(keyNumber(start.name, index)));
      }
      const generated = this.#generated(start.name);
      return generated === undefined ? [] : [generated];
    });
  }

  /** Whether a fingerprint is that of a key of hers. */
  has(fingerprint: string): boolean {
    return this.all.some((key) => key.fingerprint === fingerprint);
  }

  /** How the program gives a key of hers as a way in: by its file where it is in one. */
  wayWith(key: Key): { readonly privateKey: string } | { readonly privateKeyFile: string } {
    const own = this.pairs.find(({ start }) => start.filed === true && this.#generated(start.name) === key);
    return own === undefined ? { privateKey: key.privateKey } : { privateKeyFile: fileOf(own.start.name) };
  }

  /** What the state has of a key pair of the program. */
  rowOf(name: PairName): Resource | undefined {
    const own = this.#pair(name);
    const fronts = own === undefined ? [] : [frontOf(own.provider), otherFront(frontOf(own.provider))];
    return fronts.map((front) => this.stack.find(urnOf("keyPair", name, front))).find((row) => row !== undefined);
  }

  #pair(name: PairName): OwnPair | undefined {
    return this.pairs.find(({ start }) => start.name === name);
  }

  /** The private key that a resource has generated: in an output of it, or in the file that it names, and nowhere else. */
  #generated(name: PairName): Key | undefined {
    const isFiled = this.#pair(name)?.start.filed === true;
    const privateKey = isFiled ? this.files.textOf(fileOf(name)) : this.rowOf(name)?.outputs["privateKey"];
    const half = typeof privateKey === "string" ? this.keyring.publicHalf(privateKey) : undefined;
    return half === undefined ? undefined : this.keyring.keys.find(({ body }) => body === half.body);
  }
}
