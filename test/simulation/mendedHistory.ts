import type { Part, PartOf, Plan } from "./plan";

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
