import type { Cloud } from "../../client/cloud";
import { exportPrivateKey } from "../../client/kps/exportPrivateKey";
import type { StepContext } from "./stepContext";

/** Private keys that KPS hosts, exported once per pair and kept in memory only. */
export class HostedKeys {
  readonly #exported = new Map<string, Promise<string>>();

  constructor(private readonly cloud: Cloud) {}

  /** The private key of a pair. Throws what ExportPrivateKey throws; a failure is not kept. */
  privateKey(keyPairName: string, { deadlineMs, signal }: Pick<StepContext, "deadlineMs" | "signal">): Promise<string> {
    const known = this.#exported.get(keyPairName);
    if (known !== undefined) {
      return known;
    }
    const secret = exportPrivateKey(this.cloud, keyPairName, { deadlineMs, signal }).then(
      ({ privateKey }) => privateKey,
    );
    this.#exported.set(keyPairName, secret);
    secret.catch(() => this.#exported.delete(keyPairName));
    return secret;
  }

  /** Forgets an exported key, because the pair's hosted key was changed or cleared. */
  forget(keyPairName: string): void {
    this.#exported.delete(keyPairName);
  }
}
