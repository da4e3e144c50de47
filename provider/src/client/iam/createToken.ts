import { z } from "zod";
import type { CallOptions } from "../../transport/callOptions";
import type { Service } from "../../transport/service";
import { requireSameId, requireSameName } from "../wire/echo";
import { isoMs } from "../wire/epochMs";
import { optionalId } from "../wire/id";
import { optionalText } from "../wire/text";

/** An IAM user and what the token is for. */
export interface CreateTokenRequest {
  readonly userName: string;
  /** Secret. */
  readonly password: string;
  readonly domainName: string;
  /** Absent: the token is for the user's account as a whole. */
  readonly project?: { readonly id: string } | { readonly name: string } | undefined;
}

/** A token and its life. */
export interface IamToken {
  /** Secret. */
  readonly token: string;
  /** ms since 1970, by the service's clock. */
  readonly issuedAt: number;
  /** ms since 1970, by the service's clock. */
  readonly expiresAt: number;
  /** The project the token is for. */
  readonly projectId?: string;
  /** The IAM user it was given to. */
  readonly userId?: string;
}

const wire = z.object({
  token: z.object({
    expires_at: isoMs,
    issued_at: isoMs,
    project: z.object({ id: optionalId, name: optionalText.catch(undefined) }).nullish(),
    user: z.object({ id: optionalId }).nullish(),
  }),
});

/**
 * Exchanges an IAM user's password for a token (IAM KeystoneCreateUserTokenByPassword). Creating one more
 * token harms nothing, so a failed try is repeated.
 * @throws ServiceError (401 for a wrong name or password), TransportError (kind "unreadable" for a token of another project)
 */
export async function createToken(iam: Service, request: CreateTokenRequest, options?: CallOptions): Promise<IamToken> {
  const user = { name: request.userName, password: request.password, domain: { name: request.domainName } };
  return iam.send(
    {
      operation: "KeystoneCreateUserTokenByPassword",
      method: "POST",
      path: "/v3/auth/tokens",
      query: { nocatalog: "true" },
      body: {
        auth: {
          identity: { methods: ["password"], password: { user } },
          scope: request.project === undefined ? { domain: user.domain } : { project: request.project },
        },
      },
      repeat: "safe",
      secrets: [request.password],
      read: (reply) => {
        const { token } = wire.parse(reply.json());
        const value = reply.header("x-subject-token");
        if (value === undefined || value === "") {
          throw new Error("the header X-Subject-Token is missing");
        }
        requireSameProject(request.project, token.project);
        return {
          token: value,
          issuedAt: token.issued_at,
          expiresAt: token.expires_at,
          ...(token.project?.id === undefined ? {} : { projectId: token.project.id }),
          ...(token.user?.id === undefined ? {} : { userId: token.user.id }),
        };
      },
    },
    options,
  );
}

/** A token of another project would lead every request there. */
function requireSameProject(
  asked: CreateTokenRequest["project"],
  answered: { readonly id?: string | undefined; readonly name?: string | undefined } | null | undefined,
): void {
  if (asked !== undefined && "id" in asked) {
    requireSameId("project", asked.id, answered?.id);
  } else if (asked !== undefined) {
    requireSameName("project", asked.name, answered?.name);
  }
}
