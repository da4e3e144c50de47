import { z } from "zod";
import type { Call } from "../../http/operation";
import type { Principal } from "../../world/identities";
import { iamRefusal } from "./iamRefusal";
import { requireSender } from "./requireSender";

/** Whose agency is to be used. */
export const assumeRoleSchema = z.object({
  agency_name: z.string(),
  domain_name: z.string().optional(),
  domain_id: z.string().optional(),
  duration_seconds: z.number().int().min(900).max(86_400).optional(),
});

/** An agency and who acts under its name. */
export interface Assumed {
  agency: Principal;
  by: Principal;
}

/**
 * The identity of an agency, for whoever proves to be somebody.
 *
 * @param path of the operation that is called
 * @throws Refusal 401 for a sender who proves nothing, 404 for an agency that does not exist
 */
export function assumedAgency(call: Call, path: string, given: z.output<typeof assumeRoleSchema>): Assumed {
  const { identities } = call.world;
  const by = requireSender(call, path);
  const ours = given.domain_id === identities.domainId || given.domain_name === identities.domainName;
  if (!ours || given.agency_name !== identities.agencyName) {
    throw iamRefusal(404, "Could not find the agency.");
  }
  return { agency: identities.agency(), by };
}
