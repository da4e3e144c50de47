/** Keys that tasks of this process have installed: what each server was bound to last. */
export class InstalledKeys {
  readonly #installed = new Map<string, { keyPairName: string; fingerprint: string | undefined }>();

  /** Notes what a task has bound; the fingerprint is undefined where nobody knows which key that is. */
  note(serverId: string, { keyPairName, fingerprint }: { keyPairName: string; fingerprint: string | undefined }): void {
    this.#installed.set(serverId, { keyPairName, fingerprint });
  }

  /** The fingerprint of the key that was bound to the server last, if it was under this name; undefined when that is not known. */
  fingerprintOn(serverId: string, keyPairName: string): string | undefined {
    const installed = this.#installed.get(serverId);
    return installed?.keyPairName === keyPairName ? installed.fingerprint : undefined;
  }
}
