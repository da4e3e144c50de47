import type { Principal } from "../world/identities";
import type { World } from "../world/world";
import { canonicalRequest } from "./canonicalRequest";
import { unauthenticated } from "./gatewayErrors";
import type { IncomingRequest } from "./incoming";
import { fits, readAuthorization, readSdkDate, writeSdkDate, type Authorization } from "./signature";

const allowedSkewMs = 15 * 60_000;

/** A secret key and what it stands for. */
interface Credential {
  secretKey: string;
  securityToken?: string;
  expiresAt?: number;
  principal: Principal;
}

/** The gateway's check of who sends a request, by signature or token. */
export class Gatekeeper {
  private readonly wrong = new Map<string, { count: number; lockedUntil: number }>();

  constructor(private readonly world: World) {}

  /**
   * @returns who sent the request
   * @throws Refusal 401 APIGW.0301
   */
  authenticate(parts: IncomingRequest): Principal {
    const header = parts.headers.authorization;
    const token = parts.headers["x-auth-token"];
    if (header?.startsWith("SDK-HMAC-SHA256") === true) {
      return this.bySignature(header, parts);
    }
    if (typeof token === "string" && token !== "") {
      return this.byToken(token);
    }
    throw unauthenticated("x-auth-token not found");
  }

  /** Unlocks every access key. */
  clear(): void {
    this.wrong.clear();
  }

  private byToken(id: string): Principal {
    const token = this.world.identities.tokens.get(id);
    if (token === undefined) {
      throw unauthenticated("decrypt token fail");
    }
    if (token.expiresAt <= this.world.wall()) {
      throw unauthenticated("The token must be updated");
    }
    return token.principal;
  }

  private bySignature(header: string, parts: IncomingRequest): Principal {
    const authorization = readAuthorization(header);
    if (authorization === undefined) {
      throw unauthenticated("the Authorization header is malformed");
    }
    const { accessKey } = authorization;
    if ((this.wrong.get(accessKey)?.lockedUntil ?? 0) > this.world.clock.now()) {
      throw unauthenticated("AK access failed to reach the limit,forbidden");
    }
    const credential = this.find(accessKey);
    if (credential === undefined) {
      this.countWrong(accessKey);
      throw unauthenticated(`Get secretKey failed,error:ak ${accessKey} not exist`);
    }
    this.checkDate(parts);
    if (!fits(authorization, parts, credential.secretKey)) {
      this.countWrong(accessKey);
      throw unauthenticated(mismatch(authorization, parts));
    }
    this.checkTemporary(credential, parts);
    this.wrong.delete(accessKey);
    return credential.principal;
  }

  private find(accessKey: string): Credential | undefined {
    const { users, temporaryKeys } = this.world.identities;
    const user = users.find((one) => one.accessKey === accessKey);
    return user === undefined
      ? temporaryKeys.get(accessKey)
      : { secretKey: user.secretKey, principal: { userId: user.id, userName: user.name } };
  }

  private checkDate(parts: IncomingRequest): void {
    const date = parts.headers["x-sdk-date"];
    const signed = readSdkDate(typeof date === "string" ? date : "");
    if (Number.isNaN(signed)) {
      throw unauthenticated("verify aksk signature fail, X-Sdk-Date is missing or malformed");
    }
    if (Math.abs(this.world.wall() - signed) > allowedSkewMs) {
      const server = writeSdkDate(this.world.wall());
      const reason = `signature expired, signature time:${writeSdkDate(signed)},server time:${server}`;
      throw unauthenticated(`verify aksk signature fail, ${reason}`);
    }
  }

  private checkTemporary(credential: Credential, parts: IncomingRequest): void {
    if (credential.securityToken === undefined) {
      return;
    }
    if (parts.headers["x-security-token"] !== credential.securityToken) {
      throw unauthenticated("the security token is missing or does not belong to the temporary access key");
    }
    if ((credential.expiresAt ?? Infinity) <= this.world.wall()) {
      throw unauthenticated("the temporary access key has expired");
    }
  }

  private countWrong(accessKey: string): void {
    const { lockAfterWrong, lockMs } = this.world.settings.quirks;
    const count = (this.wrong.get(accessKey)?.count ?? 0) + 1;
    const locked = lockAfterWrong > 0 && count >= lockAfterWrong;
    this.wrong.set(accessKey, {
      count: locked ? 0 : count,
      lockedUntil: locked ? this.world.clock.now() + lockMs : 0,
    });
  }
}

/** The gateway shows the request as it understood it, lines joined by bars. */
function mismatch(authorization: Authorization, parts: IncomingRequest): string {
  const canonical = canonicalRequest(parts, authorization.signedHeaders).replaceAll("\n", "|");
  return `verify aksk signature fail, canonicalRequest:${canonical}`;
}
