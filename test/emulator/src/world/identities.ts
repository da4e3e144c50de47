import { randomText, randomUuid, type Random } from "./random";

/** Who sends a request. */
export interface Principal {
  userId: string;
  userName: string;
  /** Present when the credential is bound to one project; empty = to none. */
  projectId?: string;
}

/** An IAM user. */
export interface User {
  id: string;
  name: string;
  password: string;
  accessKey: string;
  secretKey: string;
}

/** A temporary access key. */
export interface TemporaryKey {
  accessKey: string;
  secretKey: string;
  securityToken: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
  principal: Principal;
}

export interface Token {
  id: string;
  expiresAt: number;
  issuedAt: number;
  principal: Principal;
}

const upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const mixed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** One account with its project, users, agency, tokens and temporary keys. They outlive a reset. */
export class Identities {
  readonly domainId: string;
  readonly domainName = "emulator";
  readonly projectId: string;
  readonly users: User[];
  readonly agencyName = "operations";
  readonly temporaryKeys = new Map<string, TemporaryKey>();
  readonly tokens = new Map<string, Token>();
  private agencyId: string | undefined;

  constructor(
    readonly region: string,
    private readonly random: Random,
  ) {
    this.domainId = randomText(random, 32);
    this.projectId = randomText(random, 32);
    this.users = ["operator", "colleague"].map((name) => ({
      id: randomText(random, 32),
      name,
      password: randomText(random, 16, mixed),
      accessKey: randomText(random, 20, upper),
      secretKey: randomText(random, 40, mixed),
    }));
  }

  /** A token that lives for 24 h. */
  issueToken(principal: Principal, wall: number): Token {
    const token = {
      id: randomText(this.random, 64, mixed),
      issuedAt: wall,
      expiresAt: wall + 24 * 3_600_000,
      principal,
    };
    this.tokens.set(token.id, token);
    return token;
  }

  /** @param seconds how long it lives */
  issueTemporaryKey(principal: Principal, wall: number, seconds: number): TemporaryKey {
    const key = {
      accessKey: randomText(this.random, 20, upper),
      secretKey: randomText(this.random, 40, mixed),
      securityToken: randomText(this.random, 64, mixed),
      expiresAt: wall + seconds * 1000,
      principal: { userId: principal.userId, userName: principal.userName },
    };
    this.temporaryKeys.set(key.accessKey, key);
    return key;
  }

  /** The agency's own identity: whoever assumes it, and whenever, acts under this id. */
  agency(): Principal {
    this.agencyId ??= randomUuid(this.random).replaceAll("-", "");
    return { userId: this.agencyId, userName: `agency:${this.agencyName}` };
  }
}
