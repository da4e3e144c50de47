import { isPlainObject, type PlainObject } from "./plainObject";
import { publicHalf } from "./privateKey";
import { parsePublicKey, samePublicKey } from "./publicKey";
import { holdsUnknown } from "./unknownValue";

/** What is wrong with an input, and how to cure it. */
export interface InputFault {
  property: string;
  reason: string;
}

/**
 * What contradicts each other among the inputs of a KeyPair. Takes them as they came, faulty or not known yet; an input
 * that could still turn out either way is not complained about. No value is repeated: it may be a secret.
 */
export function keyPairFaults(inputs: PlainObject): InputFault[] {
  const faults: InputFault[] = [];
  const complain = (property: string, reason: string): void => void faults.push({ property, reason });
  const has = (key: string): boolean => inputs[key] !== undefined && inputs[key] !== null && inputs[key] !== false;
  const { publicKey, keyProtection } = inputs;
  const protection = isPlainObject(keyProtection) ? keyProtection : {};
  const privateKey = protection["privateKey"];
  const undecided = holdsUnknown(publicKey) || holdsUnknown(keyProtection);

  const own = has("publicKey") ? "publicKey" : privateKey === undefined ? undefined : "keyProtection.privateKey";
  if (own !== undefined && !undecided) {
    for (const key of ["privateKeyFile", "algorithm", "exposePrivateKey"]) {
      if (has(key) && !holdsUnknown(inputs[key])) {
        complain(key, `is for a key that is generated here, but ${own} gives one; leave out one of the two`);
      }
    }
  }
  if (has("publicKey") && isPlainObject(keyProtection) && privateKey === undefined && !holdsUnknown(publicKey)) {
    complain(
      "keyProtection.privateKey",
      "is missing: to host an imported key pair KPS needs its private key (it answers KPS.0002 without); add it, or leave out publicKey to have a key generated",
    );
  }
  if (typeof publicKey === "string" && typeof privateKey === "string" && !undecided) {
    const half = publicHalf(privateKey);
    if (half !== undefined && parsePublicKey(publicKey) !== undefined && !samePublicKey(half, publicKey)) {
      complain(
        "keyProtection.privateKey",
        "does not belong to publicKey; give the private key whose public half (`ssh-keygen -y -f <file>`) is publicKey",
      );
    }
  }
  const sinks = ["publicKey", "keyProtection", "privateKeyFile", "exposePrivateKey"];
  if (!sinks.some(has)) {
    complain(
      "publicKey",
      "is not given, so a key would be generated and its private half would have nowhere to go; add privateKeyFile (a file), keyProtection (KPS hosts it) or exposePrivateKey: true (a secret output), or give publicKey",
    );
  }
  return faults;
}
