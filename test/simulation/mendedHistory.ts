import type { Violation } from "./judges/violation";
import { Keyring } from "./keyring";
import type { PairStart, Part, PartOf, Plan } from "./plan";
import { playHistory } from "./playHistory";

/** A history that went wrong once, as the simulator made it smaller, by what is right about it now. */
export type MendedHistory = readonly [string, Pick<Plan, "seed" | "timeScale" | "parts">];

/** The person runs up. */
export const up: Part = { kind: "step", step: { do: "up" } };

/** At the first bind of the first run. */
export const atPost = { run: 0, operation: "AssociateKeypair", nth: 0 };

/** A server with a binding of its own. */
export const server = (traits: object, start: object = {}, pair: "kp-a" | "kp-b" = "kp-a"): PartOf<"server"> => ({
  kind: "server",
  start: { status: "ACTIVE", hasPassword: true, ...start },
  traits: { timeout: "5m", ...traits },
  pair,
});

/** A server of a fleet. */
export const member = (fleet: "fleet-a" | "fleet-b", start: object = {}, more: object = {}): Part => ({
  ...server({ auth: "right" }, start),
  fleet,
  ...more,
});

/** A key pair of the program: its key is given, and nothing keeps it from being deleted. */
export const managed = (name: PairStart["name"], more: Partial<PairStart> = {}): Part => ({
  kind: "pair",
  start: { name, managed: true, scope: "account", hosted: false, exposed: false, forceDelete: true, ...more },
});

/** What is wrong about such a history when it is played now. */
export async function violationsOf(history: MendedHistory[1], keyring: Keyring): Promise<readonly Violation[]> {
  return (await playHistory({ signs: false, ...history }, keyring)).violations;
}

/** A test of each of these histories: nothing is wrong about it now. */
export function playClean(histories: readonly MendedHistory[]): void {
  const keyring = new Keyring();
  it.each(histories)("%s", async (_name, plan) => {
    expect(await violationsOf(plan, keyring)).toEqual([]);
  });
}
