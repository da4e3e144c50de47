import { z } from "zod";
import type { CallOptions } from "../../transport/callOptions";
import type { Service } from "../../transport/service";
import { optionalId } from "../wire/id";
import { jsonOf } from "../wire/readers";

/** Whose a token is. */
export interface TokenHolder {
  /** The IAM user it was given to. */
  readonly userId: string | undefined;
}

const wire = z.object({ token: z.object({ user: z.object({ id: optionalId }).nullish() }) });

/**
 * Asks about a token by the token itself, which every user may do (IAM KeystoneValidateToken).
 * @param iam without an identity: the token is the proof
 * @param token secret
 * @throws ServiceError (401 and 404 for a token that does not hold any more), TransportError
 */
export async function validateToken(iam: Service, token: string, options?: CallOptions): Promise<TokenHolder> {
  const answer = await iam.send(
    {
      operation: "KeystoneValidateToken",
      method: "GET",
      path: "/v3/auth/tokens",
      query: { nocatalog: "true" },
      headers: { "X-Auth-Token": token, "X-Subject-Token": token },
      repeat: "safe",
      secrets: [token],
      read: jsonOf(wire),
    },
    options,
  );
  return { userId: answer.token.user?.id };
}
