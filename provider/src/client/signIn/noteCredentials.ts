import type { KnownSecrets } from "../../diagnostics/secrets/knownSecrets";
import type { Credentials } from "../../settings/settings";

/** Notes what of the credentials no text may show; the id of an access key is only shortened. */
export function noteCredentials(credentials: Credentials, secrets: KnownSecrets): void {
  switch (credentials.kind) {
    case "aksk":
      secrets.add(credentials.secretKey, credentials.securityToken);
      secrets.addAccessKey(credentials.accessKey);
      break;
    case "token":
      secrets.add(credentials.token);
      break;
    case "user":
      secrets.add(credentials.password);
  }
}
