import type { Seed } from "../emulator/src/index";
import type { Keyring } from "./keyring";
import { pairStarts, partsOf, type Plan } from "./plan";

/** The colleague's key pair, whose private key the person does not have. */
export const otherPair = "kp-other";

/** Ids of the form that ECS gives. */
export function serverId(index: number): string {
  return `aaaaaaaa-0000-4000-8000-${String(index + 1).padStart(12, "0")}`;
}

/** What people call the server of an id. */
export function serverName(id: string): string {
  return `web-${Number(id.slice(-12))}`;
}

/** With characters that URLs, JSON and base64 write in other ways. */
export function passwordOf(index: number): string {
  return `Root/Pass+w0rd"&=canary~${index + 1}`;
}

/** The number in the keyring of the key that a pair has in its so-manieth version, counted from 0. */
export function keyNumber(pair: string, version: number): number {
  return ["kp-a", "kp-b", otherPair].indexOf(pair) + 3 * version;
}

/** What there is before anybody begins. */
export function startSeed(plan: Plan, keyring: Keyring): Seed {
  const pairs = pairStarts(plan);
  return {
    settings: { quirks: Object.assign({}, ...partsOf(plan, "quirk").map(({ patch }) => patch)) as object },
    keyPairs: [
      {
        name: otherPair,
        publicKey: keyring.key(keyNumber(otherPair, 0)).publicKey,
        scope: "domain",
        userName: "colleague",
      },
      ...pairs
        .filter((start) => !start.managed)
        .map((start) => ({
          name: start.name,
          privateKey: keyring.key(keyNumber(start.name, 0)).privateKey,
          hosted: start.hosted,
          scope: start.scope === "user" ? ("user" as const) : ("domain" as const),
        })),
    ],
    servers: partsOf(plan, "server").map(({ start }, index) => ({
      id: serverId(index),
      name: serverName(serverId(index)),
      status: start.status,
      rootPassword: passwordOf(index),
      hasPassword: start.hasPassword,
      ...(start.bound !== undefined && isThere(plan, start.bound) ? { keyPairName: start.bound } : {}),
    })),
  };
}

/** Whether a pair is there from the beginning. */
function isThere(plan: Plan, name: string): boolean {
  return name === otherPair || pairStarts(plan).some((start) => start.name === name && !start.managed);
}
