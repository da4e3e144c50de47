import type { Principal } from "../../world/identities";
import type { KeyPair } from "../../world/keyPair";
import type { World } from "../../world/world";
import { KpsRefusal } from "../../refusal";

/** 400 KPS.0002. */
export function parameterError(reason: string): KpsRefusal {
  return new KpsRefusal(400, "KPS.0002", `Parameter error: ${reason}`);
}

/**
 * A key pair the sender may use.
 *
 * @throws Refusal KPS.4016 with the status the quirk `unknownKeyPair` says
 */
export function findKeyPair(world: World, principal: Principal, name: string): KeyPair {
  const pair = world.keyPairs.get(name);
  if (pair === undefined || !isVisible(pair, principal)) {
    throw new KpsRefusal(world.settings.quirks.unknownKeyPair, "KPS.4016", `The key pair ${name} does not exist`);
  }
  return pair;
}

/** Private key pairs exist for their owner only. */
export function isVisible(pair: KeyPair, principal: Principal): boolean {
  return pair.scope === "domain" || pair.userId === principal.userId;
}
