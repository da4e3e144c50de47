import * as pulumi from "@pulumi/pulumi";
import { getKeyPair as lookUp, type KeyPairInfo } from "../operations/lists/keyPairListing";
import { connection } from "./connection";
import type { SettingsArgs } from "./settingsArgs";

export type { KeyPairInfo } from "../operations/lists/keyPairListing";

/**
 * One key pair by its name (ListKeypairDetail). The service does not tell which servers have it.
 * @param settings where to work; left out: the stack configuration, then the environment
 * @throws UnknownIdError when there is none, SettingsError, ServiceError, TransportError
 */
export async function getKeyPair(name: string, settings?: SettingsArgs): Promise<KeyPairInfo> {
  return lookUp((await connection(settings)).cloud, name);
}

/** {@link getKeyPair} for inputs of a program. */
export function getKeyPairOutput(
  name: pulumi.Input<string>,
  settings?: pulumi.Input<SettingsArgs>,
): pulumi.Output<KeyPairInfo> {
  return pulumi.all([name, settings]).apply(([wanted, given]) => getKeyPair(wanted, given));
}
