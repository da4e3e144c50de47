import {
  AuthScope,
  AuthScopeProject,
  KeystoneCreateUserTokenByPasswordRequest,
  KeystoneCreateUserTokenByPasswordRequestBody,
  PwdAuth,
  PwdIdentity,
  PwdPassword,
  PwdPasswordUser,
  PwdPasswordUserDomain,
} from "@huaweicloud/huaweicloud-sdk-iam/v3/public-api";
import type { Credentials } from "../../emulator/src/index";

/** The SDK's request for a token of the emulator's project by its user's name and a password. */
export function passwordRequest(
  { domainName, userName, userPassword, region }: Credentials,
  password = userPassword,
): KeystoneCreateUserTokenByPasswordRequest {
  const user = new PwdPasswordUser(new PwdPasswordUserDomain(domainName), userName, password);
  const scope = new AuthScope().withProject(new AuthScopeProject().withName(region));
  const auth = new PwdAuth(new PwdIdentity(["password"], new PwdPassword(user)), scope);
  return new KeystoneCreateUserTokenByPasswordRequest().withBody(
    new KeystoneCreateUserTokenByPasswordRequestBody(auth),
  );
}
