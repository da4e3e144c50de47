import { z } from "zod";
import type { Call } from "../../http/operation";
import type { Principal } from "../../world/identities";
import { iamRefusal } from "./iamRefusal";

/** Whose agency is to be used. */
export const assumeRoleSchema = z.object({
  agency_name: z.string(),
  domain_name: z.string().optional(),
  domain_id: z.string().optional(),
  duration_seconds: z.number().int().min(900).max(86_400).optional(),
});

/**
 * The identity of an agency, for whoever already has a token.
 *
 * @throws Refusal 401 without a valid token, 404 for an agency that does not exist
 */
export function assumedAgency(call: Call, given: z.output<typeof assumeRoleSchema>): Principal {
  const { identities } = call.world;
  requireToken(call);
  const ours = given.domain_id === identities.domainId || given.domain_name === identities.domainName;
  if (!ours || given.agency_name !== identities.agencyName) {
    throw iamRefusal(404, "Could not find the agency.");
  }
  return identities.agency();
}

/** @throws Refusal 401 */
export function requireToken(call: Call): Principal {
  const id = call.headers["x-auth-token"];
  const token = call.world.identities.tokens.get(typeof id === "string" ? id : "");
  if (token === undefined || token.expiresAt <= call.world.wall()) {
    throw iamRefusal(401, "The request you have made requires authentication.");
  }
  return token.principal;
}
