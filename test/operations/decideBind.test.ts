import type { Candidate } from "../../provider/src/operations/candidate";
import { decideBind, type BindFacts } from "../../provider/src/operations/decideBind";
import type { ServerFacts } from "../../provider/src/operations/serverFacts";

const OURS = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";
const OTHER = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB8eHRwbGhkYFxYVFBMSERAPDg0MCwoJCAcGBQQDAgEA";
const STRANGE = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

const password: Candidate = { kind: "password", secret: "root-password", from: "auth.password" };
const key = (publicKey: string): Candidate => ({ kind: "privateKey", secret: "pem", publicKey, from: "file id_rsa" });

const AUTHS = {
  none: [],
  password: [password],
  "matching key": [key(OURS)],
  "wrong key": [key(STRANGE)],
  list: [password, key(STRANGE), key(OURS)],
} satisfies Record<string, Candidate[]>;

function server(power: "running" | "stopped" | "other", keyPairName: string | undefined): BindFacts["server"] {
  const status = { running: "ACTIVE", stopped: "SHUTOFF", other: "ERROR" }[power];
  return { known: true, power, status, name: "web-1", keyPairName } satisfies ServerFacts;
}

function facts(changes: Partial<BindFacts>): BindFacts {
  return {
    server: server("running", undefined),
    wanted: { keyPairName: "new", fingerprint: undefined },
    recorded: { keyPairName: undefined, fingerprint: undefined },
    attempted: undefined,
    boundPublicKeys: [],
    namedPublicKey: undefined,
    replaces: [],
    candidates: [],
    again: false,
    ...changes,
  };
}

function outcome(changes: Partial<BindFacts>): string {
  const decision = decideBind(facts(changes));
  if (decision.action === "post") {
    return `${decision.operation}${decision.auth === undefined ? "" : ` with ${decision.auth.kind}`}`;
  }
  return decision.action === "refuse" ? `refuse: ${decision.why}` : decision.action;
}

type Auth = keyof typeof AUTHS;

describe("a server without a key pair", () => {
  it.each<[Auth, string]>([
    [
      "none",
      "refuse: the server is running and has no key pair: its root password is needed; no root password is given",
    ],
    ["password", "BIND with password"],
    [
      "matching key",
      "refuse: the server is running and has no key pair: its root password is needed; a private key is given, but no root password",
    ],
    [
      "wrong key",
      "refuse: the server is running and has no key pair: its root password is needed; a private key is given, but no root password",
    ],
    ["list", "BIND with password"],
  ])("running, auth %s", (auth, expected) => {
    expect(outcome({ candidates: AUTHS[auth] })).toBe(expected);
  });

  it.each<Auth>(["none", "password", "matching key", "wrong key", "list"])(
    "stopped, auth %s: nothing is sent along",
    (auth) => {
      expect(outcome({ server: server("stopped", undefined), candidates: AUTHS[auth] })).toBe("BIND");
    },
  );

  it("in another status is refused, naming the status", () => {
    expect(outcome({ server: server("other", undefined), candidates: AUTHS.password })).toMatch(
      /^refuse: the server is in status ERROR/,
    );
  });
});

describe("a server bound to our key pair, another one wanted", () => {
  const ours: Partial<BindFacts> = {
    recorded: { keyPairName: "old", fingerprint: "aa" },
    boundPublicKeys: [OURS],
    server: server("running", "old"),
  };

  it.each<[Auth, RegExp]>([
    ["none", /^refuse: .*"old": the private key now in use is needed; no private key is given$/],
    ["password", /^refuse: .*a root password is given, but no private key$/],
    ["matching key", /^REPLACE with privateKey$/],
    ["wrong key", /^refuse: .*file id_rsa is the key [0-9a-f:]{47}; the key now bound is [0-9a-f:]{47}$/],
    ["list", /^REPLACE with privateKey$/],
  ])("running, auth %s", (auth, expected) => {
    expect(outcome({ ...ours, candidates: AUTHS[auth] })).toMatch(expected);
  });

  it.each<Auth>(["none", "password", "matching key", "wrong key", "list"])(
    "stopped, auth %s: RESET without auth",
    (auth) => {
      expect(outcome({ ...ours, server: server("stopped", "old"), candidates: AUTHS[auth] })).toBe("RESET");
    },
  );

  it("in another status is refused", () => {
    expect(outcome({ ...ours, server: server("other", "old"), candidates: AUTHS.list })).toMatch(
      /^refuse: the server is in status/,
    );
  });

  it("tries a lone private key while the bound public half is unknown, and guesses none of several", () => {
    expect(outcome({ ...ours, boundPublicKeys: [], candidates: [key(STRANGE)] })).toBe("REPLACE with privateKey");
    expect(outcome({ ...ours, boundPublicKeys: [], candidates: [key(STRANGE), key(OURS)] })).toMatch(
      /^refuse: .*2 private keys are given/,
    );
  });

  it("takes the key that was to be bound when a failed task left it uncertain which one is on the server", () => {
    expect(outcome({ ...ours, boundPublicKeys: [OURS, OTHER], candidates: [key(OTHER)] })).toBe(
      "REPLACE with privateKey",
    );
  });
});

describe("a server bound to a key pair of somebody else", () => {
  const foreign: Partial<BindFacts> = {
    server: server("running", "theirs"),
    namedPublicKey: OURS,
    boundPublicKeys: [OURS],
  };

  it.each<[Auth, boolean, RegExp]>([
    ["none", false, /^refuse: the server is bound to key pair "theirs", which is not ours$/],
    ["password", false, /^refuse: .*"theirs", which is not ours$/],
    ["wrong key", false, /^refuse: .*"theirs", which is not ours$/],
    ["matching key", false, /^REPLACE with privateKey$/],
    ["list", false, /^REPLACE with privateKey$/],
    ["none", true, /^refuse: .*private key now in use is needed/],
    ["password", true, /^refuse: .*private key now in use is needed/],
    ["wrong key", true, /^refuse: .*the key now bound is/],
    ["matching key", true, /^REPLACE with privateKey$/],
    ["list", true, /^REPLACE with privateKey$/],
  ])("running, auth %s, named in replaces: %s", (auth, named, expected) => {
    expect(outcome({ ...foreign, candidates: AUTHS[auth], replaces: named ? ["theirs"] : [] })).toMatch(expected);
  });

  it("stopped is overwritten only when it is named or proven", () => {
    const stopped = { ...foreign, server: server("stopped", "theirs") };
    expect(outcome(stopped)).toMatch(/^refuse: .*not ours/);
    expect(outcome({ ...stopped, replaces: ["theirs"] })).toBe("RESET");
    expect(outcome({ ...stopped, candidates: AUTHS["matching key"] })).toBe("RESET");
  });
});

describe("a server that has the wanted key pair", () => {
  const bound: Partial<BindFacts> = { server: server("running", "new"), boundPublicKeys: [OURS] };

  it("is done on the first look, without auth", () => {
    expect(outcome(bound)).toBe("done");
  });

  it.each(["running", "stopped", "other"] as const)(
    "is done while %s and the recorded fingerprint is the wanted one",
    (power) => {
      const recorded = { keyPairName: "new", fingerprint: "aa" };
      expect(
        outcome({
          ...bound,
          server: server(power, "new"),
          recorded,
          wanted: { keyPairName: "new", fingerprint: "aa" },
        }),
      ).toBe("done");
    },
  );

  it("is bound again when the pair of that name has become another key", () => {
    const changed = {
      ...bound,
      recorded: { keyPairName: "new", fingerprint: "aa" },
      wanted: { keyPairName: "new", fingerprint: "bb" },
    };
    expect(outcome({ ...changed, candidates: AUTHS["matching key"] })).toBe("REPLACE with privateKey");
    expect(outcome({ ...changed, server: server("stopped", "new") })).toBe("RESET");
  });

  it("is bound again when triggers changed", () => {
    const again = { ...bound, recorded: { keyPairName: "new", fingerprint: "aa" }, again: true };
    expect(outcome({ ...again, candidates: AUTHS["matching key"] })).toBe("REPLACE with privateKey");
    expect(outcome({ ...again, server: server("stopped", "new") })).toBe("RESET");
  });
});

describe("a server that ECS cannot be asked about", () => {
  const unseen: Partial<BindFacts> = { server: { known: false, why: "403" } };

  it.each<[Auth, RegExp]>([
    ["none", /^refuse: ECS cannot be asked/],
    ["password", /^BIND with password$/],
    ["matching key", /^REPLACE with privateKey$/],
  ])("nothing on record, auth %s", (auth, expected) => {
    expect(outcome({ ...unseen, candidates: AUTHS[auth] })).toMatch(expected);
  });

  it("is done when our own record says so", () => {
    expect(outcome({ ...unseen, recorded: { keyPairName: "new", fingerprint: "aa" } })).toBe("done");
  });

  it("replaces with the key on record, and never without auth", () => {
    const recorded = { ...unseen, recorded: { keyPairName: "old", fingerprint: "aa" }, boundPublicKeys: [OURS] };
    expect(outcome({ ...recorded, candidates: AUTHS.list })).toBe("REPLACE with privateKey");
    expect(outcome({ ...recorded, candidates: AUTHS.password })).toMatch(/^refuse: /);
    expect(outcome(recorded)).toMatch(/^refuse: /);
  });
});
