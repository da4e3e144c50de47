/** Names of key pairs that a resource of the running program has, so that the delete of another one must not take them. */
const held = new Set<string>();

/** Notes that a resource of the program has this key pair: its state says so, or it has just found or created it. */
export function holdKeyPair(name: string): void {
  held.add(name);
}

/** Takes a note back: the resource is about to be replaced, and the old key pair goes first. */
export function releaseKeyPair(name: string): void {
  held.delete(name);
}

/** Whether a resource of the running program has the key pair of this name. */
export function isKeyPairHeld(name: string): boolean {
  return held.has(name);
}
