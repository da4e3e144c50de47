import type { Cloud } from "../../client/cloud";
import { exportPrivateKey } from "../../client/kps/exportPrivateKey";
import { withinStep, type StepLimits } from "./withinStep";

/** Private keys that KPS hosts, exported once per pair and kept in memory only. */
export class HostedKeys {
  readonly #exported = new Map<string, Promise<string>>();

  constructor(private readonly cloud: Cloud) {}

  /** The private key of a pair. Throws what ExportPrivateKey throws; a failure is not kept. */
  privateKey(keyPairName: string, limits: StepLimits): Promise<string> {
    const exported = this.#exported.get(keyPairName) ?? this.#export(keyPairName);
    return withinStep(exported, limits, `KPS to export the private key of "${keyPairName}"`);
  }

  #export(keyPairName: string): Promise<string> {
    // Shared, so without the deadline of any: each waits for the quota as long as its own step has time.
    const exported = exportPrivateKey(this.cloud, keyPairName, { deadlineMs: Infinity });
    const secret = exported.then(({ privateKey }) => privateKey);
    this.#exported.set(keyPairName, secret);
    secret.catch(() => this.#exported.delete(keyPairName));
    return secret;
  }

  /** Forgets an exported key, because the pair's hosted key was changed or cleared. */
  forget(keyPairName: string): void {
    this.#exported.delete(keyPairName);
  }
}
