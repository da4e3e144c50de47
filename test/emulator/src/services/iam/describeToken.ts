import type { Principal, Token } from "../../world/identities";
import type { World } from "../../world/world";
import { iamTime } from "./iamTime";

/** What IAM says of a token: its life, what it is for, and whose it is. */
export function describeToken({ identities }: World, token: Token, assumedBy: Principal | undefined): object {
  const { domainId, domainName, projectId, region } = identities;
  const domain = { id: domainId, name: domainName };
  const { principal } = token;
  const userOf = ({ userId, userName }: Principal): object => ({ id: userId, name: userName, domain });
  const withExpiry = (one: Principal): object => ({ ...userOf(one), password_expires_at: "" });
  return {
    issued_at: iamTime(token.issuedAt),
    expires_at: iamTime(token.expiresAt),
    roles: [{ id: "0", name: "te_admin" }],
    ...(principal.projectId === projectId ? { project: { id: projectId, name: region, domain } } : { domain }),
    ...(assumedBy === undefined
      ? { user: withExpiry(principal) }
      : { user: userOf(principal), assumed_by: { user: withExpiry(assumedBy) } }),
  };
}
