import { z } from "zod";
import type { AssumedRole } from "../../settings/settings";
import type { CallOptions } from "../../transport/callOptions";
import type { Service } from "../../transport/service";
import { isoMs } from "../wire/epochMs";
import { jsonOf } from "../wire/readers";
import { secretText } from "../wire/text";

/** A temporary access key and its end. */
export interface TemporaryKey {
  readonly accessKey: string;
  /** Secret. */
  readonly secretKey: string;
  /** Secret. */
  readonly securityToken: string;
  /** ms since 1970, by the service's clock. */
  readonly expiresAt: number;
}

const wire = z.object({
  credential: z.object({
    access: secretText.min(1),
    secret: secretText.min(1),
    securitytoken: secretText.min(1),
    expires_at: isoMs,
  }),
});

/**
 * A temporary access key of an agency (IAM CreateTemporaryAccessKeyByAgency). One more key harms nothing, so a failed
 * try is repeated.
 * @param iam signs as somebody whom the agency's account has entrusted with it
 * @throws ServiceError (403 for somebody who may not assume agencies, 404 for an unknown agency), TransportError
 */
export async function createTemporaryKey(
  iam: Service,
  role: AssumedRole,
  options?: CallOptions,
): Promise<TemporaryKey> {
  const { agencyName, domain, durationSeconds } = role;
  const assumed = {
    agency_name: agencyName,
    ...("id" in domain ? { domain_id: domain.id } : { domain_name: domain.name }),
    ...(durationSeconds === undefined ? {} : { duration_seconds: durationSeconds }),
  };
  const { credential } = await iam.send(
    {
      operation: "CreateTemporaryAccessKeyByAgency",
      method: "POST",
      path: "/v3.0/OS-CREDENTIAL/securitytokens",
      body: { auth: { identity: { methods: ["assume_role"], assume_role: assumed } } },
      repeat: "safe",
      read: jsonOf(wire),
    },
    options,
  );
  return {
    accessKey: credential.access,
    secretKey: credential.secret,
    securityToken: credential.securitytoken,
    expiresAt: credential.expires_at,
  };
}
