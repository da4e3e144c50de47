import * as pulumi from "@pulumi/pulumi";
import { keyPairs, type KeyPairEntry } from "../operations/lists/keyPairListing";
import { collect } from "../operations/lists/walkList";
import { connection } from "./connection";
import type { SettingsArgs } from "./settingsArgs";

export type { KeyPairEntry } from "../operations/lists/keyPairListing";

/**
 * The key pairs that the credentials may see (ListKeypairs), all pages.
 * @param settings where to work; left out: the stack configuration, then the environment
 * @throws SettingsError, ServiceError, TransportError
 */
export function listKeyPairs(settings?: SettingsArgs): Promise<KeyPairEntry[]> {
  return collect(eachKeyPair(settings));
}

/** {@link listKeyPairs} for inputs of a program. */
export function listKeyPairsOutput(settings?: pulumi.Input<SettingsArgs>): pulumi.Output<KeyPairEntry[]> {
  return pulumi.output(settings).apply((given) => listKeyPairs(given));
}

/** The same one by one, a page being asked for when it is needed: for very long lists. */
export async function* eachKeyPair(settings?: SettingsArgs): AsyncGenerator<KeyPairEntry, void, undefined> {
  yield* keyPairs((await connection(settings)).cloud);
}
