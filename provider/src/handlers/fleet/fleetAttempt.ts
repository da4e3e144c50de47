/** What a call for a fleet attempts, as its errors say. */
export function fleetAttempt(keyPairName: unknown): string {
  return `binding key pair "${String(keyPairName)}" to a fleet`;
}
