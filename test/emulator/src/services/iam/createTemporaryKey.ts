import { z } from "zod";
import { readBody } from "../../http/readBody";
import type { Operation } from "../../http/operation";
import { assumedAgency, assumeRoleSchema } from "./assumeRole";
import { malformed } from "./iamRefusal";
import { iamTime } from "./iamTime";
import { requireSender } from "./requireSender";

const path = "/v3.0/OS-CREDENTIAL/securitytokens";

const bodySchema = z.object({
  auth: z.object({
    identity: z.object({
      methods: z.array(z.enum(["token", "assume_role"])).min(1),
      token: z
        .object({ id: z.string().optional(), duration_seconds: z.number().int().min(900).max(86_400).optional() })
        .optional(),
      assume_role: assumeRoleSchema.optional(),
    }),
  }),
});

/** POST /v3.0/OS-CREDENTIAL/securitytokens: a temporary access key for whoever asks, or for an agency. */
export const createTemporaryKey: Operation = {
  name: "CreateTemporaryAccessKeyByToken",
  nameOf: (body) =>
    body.includes('"assume_role"') ? "CreateTemporaryAccessKeyByAgency" : "CreateTemporaryAccessKeyByToken",
  method: "POST",
  path,
  service: "iam",
  anonymous: true,
  run(call) {
    const { identity } = readBody(call.body, bodySchema, malformed).auth;
    const { identities } = call.world;
    const role = identity.methods.includes("assume_role") ? identity.assume_role : undefined;
    const principal =
      role === undefined ? requireSender(call, path, identity.token?.id) : assumedAgency(call, path, role).agency;
    const seconds = role?.duration_seconds ?? identity.token?.duration_seconds ?? 900;
    const key = identities.issueTemporaryKey(principal, call.world.wall(), seconds);
    return {
      status: 201,
      body: {
        credential: {
          access: key.accessKey,
          secret: key.secretKey,
          securitytoken: key.securityToken,
          expires_at: iamTime(key.expiresAt),
        },
      },
    };
  },
};
