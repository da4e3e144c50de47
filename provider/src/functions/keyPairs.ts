import type { Input, Output } from "@pulumi/pulumi";
import type { FunctionResults } from "../model/functionResults";
import type { KeyPairEntry, KeyPairInfo } from "../model/keyPairEntries";
import { call, callOutput, each } from "./call";
import type { FunctionOptions } from "./functionOptions";

/**
 * The key pairs that the credentials may see (ListKeypairs), all pages.
 * @param options where to work; left out: the stack configuration, then the environment
 * @throws SettingsError, ServiceError, TransportError
 */
export function listKeyPairs(options?: FunctionOptions): Promise<FunctionResults["listKeyPairs"]> {
  return call("listKeyPairs", {}, options);
}

/** {@link listKeyPairs} as an output, for options whose settings may be unknown. */
export function listKeyPairsOutput(options?: FunctionOptions): Output<FunctionResults["listKeyPairs"]> {
  return callOutput("listKeyPairs", {}, options);
}

/** The same one by one, a page being asked for when it is needed: for very long lists. */
export function eachKeyPair(options?: FunctionOptions): AsyncGenerator<KeyPairEntry, void, undefined> {
  return each("listKeyPairs", {}, options);
}

/**
 * One key pair by its name (ListKeypairDetail). The service does not tell which servers have it.
 * @param options where to work; left out: the stack configuration, then the environment
 * @throws UnknownIdError when there is none, SettingsError, ServiceError, TransportError
 */
export function getKeyPair(name: string, options?: FunctionOptions): Promise<KeyPairInfo> {
  return call("getKeyPair", { name }, options);
}

/** {@link getKeyPair} for inputs of a program. */
export function getKeyPairOutput(name: Input<string>, options?: FunctionOptions): Output<KeyPairInfo> {
  return callOutput("getKeyPair", { name }, options);
}
