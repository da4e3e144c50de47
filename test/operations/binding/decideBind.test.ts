import type { Candidate } from "../../../provider/src/operations/binding/candidate";
import { decideBind, type BindFacts } from "../../../provider/src/operations/binding/decideBind";
import { decideUnbind } from "../../../provider/src/operations/binding/decideUnbind";
import { key, known, OTHER, OURS, outcome, server, STRANGE, facts } from "./bindFacts";

const password: Candidate = { kind: "password", secret: "root-password", from: "auth.password" };
const AUTHS = {
  none: [],
  password: [password],
  matching: [key(OURS)],
  wrong: [key(STRANGE)],
  hosted: [{ ...key(OURS), from: 'private key of "old" hosted in KPS' }],
  list: [password, key(STRANGE), key(OURS)],
} satisfies Record<string, Candidate[]>;

type Auth = keyof typeof AUTHS;

/**
 * Every cell of: what is done, the server's power, what is bound to it (ours: on create the wanted pair, else the one our
 * state has), whether `replaces` names it, and the ways in. `+` is what is sent along, `!` a refusal for want of what it
 * names: ours (it belongs to others), password, key, or a status that lets nothing be bound.
 */
const TABLE = `
  what    power    bound    replaces | none       password       matching     wrong      hosted       list
  create  running  unbound  any      | !password  BIND+password  !password    !password  !password    BIND+password
  create  running  ours     any      | done       done           done         done       done         done
  create  running  other    unnamed  | !ours      !ours          REPLACE+key  !ours      REPLACE+key  REPLACE+key
  create  running  other    named    | !key       !key           REPLACE+key  !key       REPLACE+key  REPLACE+key
  create  stopped  unbound  any      | BIND       BIND           BIND         BIND       BIND         BIND
  create  stopped  ours     any      | done       done           done         done       done         done
  create  stopped  other    unnamed  | !ours      !ours          RESET        !ours      RESET        RESET
  create  stopped  other    named    | RESET      RESET          RESET        RESET      RESET        RESET
  create  other    unbound  any      | !status    !status        !status      !status    !status      !status
  create  other    ours     any      | done       done           done         done       done         done
  create  other    other    any      | !status    !status        !status      !status    !status      !status
  update  running  unbound  any      | !password  BIND+password  !password    !password  !password    BIND+password
  update  running  ours     any      | !key       !key           REPLACE+key  !key       REPLACE+key  REPLACE+key
  update  running  other    unnamed  | !ours      !ours          REPLACE+key  !ours      REPLACE+key  REPLACE+key
  update  running  other    named    | !key       !key           REPLACE+key  !key       REPLACE+key  REPLACE+key
  update  stopped  unbound  any      | BIND       BIND           BIND         BIND       BIND         BIND
  update  stopped  ours     any      | RESET      RESET          RESET        RESET      RESET        RESET
  update  stopped  other    unnamed  | !ours      !ours          RESET        !ours      RESET        RESET
  update  stopped  other    named    | RESET      RESET          RESET        RESET      RESET        RESET
  update  other    unbound  any      | !status    !status        !status      !status    !status      !status
  update  other    ours     any      | !status    !status        !status      !status    !status      !status
  update  other    other    any      | !status    !status        !status      !status    !status      !status
  delete  running  unbound  any      | done       done           done         done       done         done
  delete  running  ours     any      | !key       !key           UNBIND+key   !key       UNBIND+key   UNBIND+key
  delete  running  other    any      | done       done           done         done       done         done
  delete  stopped  unbound  any      | done       done           done         done       done         done
  delete  stopped  ours     any      | UNBIND     UNBIND         UNBIND       UNBIND     UNBIND       UNBIND
  delete  stopped  other    any      | done       done           done         done       done         done
  delete  other    unbound  any      | done       done           done         done       done         done
  delete  other    ours     any      | !status    !status        !status      !status    !status      !status
  delete  other    other    any      | done       done           done         done       done         done
`;

interface Cell {
  what: string;
  power: "running" | "stopped" | "other";
  bound: string;
  named: boolean;
  auth: Auth;
  expected: string;
}

const cells = TABLE.trim()
  .split("\n")
  .slice(1)
  .flatMap((line): Cell[] => {
    const [what = "", power = "", bound = "", replaces = "", , ...expected] = line.trim().split(/\s+/);
    const auths = Object.keys(AUTHS) as Auth[];
    return auths.flatMap((auth, column) =>
      (replaces === "any" ? [false, true] : [replaces === "named"]).map((named) => ({
        what,
        power: power as Cell["power"],
        bound,
        named,
        auth,
        expected: expected[column] ?? "",
      })),
    );
  });

it("the table has every cell", () => {
  const places = new Set(cells.map(({ what, power, bound, named, auth }) => [what, power, bound, named, auth].join()));
  expect(places.size).toBe(3 * 3 * 3 * 2 * 6);
  expect(cells).toHaveLength(places.size);
});

it.each(cells)("$what, $power, bound $bound, named $named, auth $auth: $expected", (cell) => {
  expect(short(cell)).toBe(cell.expected);
});

/** What is decided in a cell, in the words of the table. */
function short(cell: Cell): string {
  const ours = cell.what === "create" ? "new" : "old";
  const keyPairName = { unbound: undefined, ours, other: "theirs" }[cell.bound];
  const present = server(cell.power, keyPairName);
  // There is no hosted key to export for a server without a key pair.
  const candidates = cell.auth === "hosted" && keyPairName === undefined ? [] : AUTHS[cell.auth];
  const recorded = cell.what === "create" ? undefined : "old";
  const decision =
    cell.what === "delete"
      ? decideUnbind({
          server: present,
          policy: "auto",
          boundKeyPairName: recorded,
          key: known([OURS]),
          made: true,
          boundAnew: false,
          tookOver: false,
          passwordDisabled: false,
          attempted: undefined,
          candidates,
        })
      : decideBind(
          facts({
            server: present,
            recorded: { keyPairName: recorded, fingerprint: recorded && "aa" },
            key: known(keyPairName === undefined ? [] : [OURS]),
            namedPublicKey: keyPairName === "theirs" ? OURS : undefined,
            replaces: cell.named ? ["theirs"] : [],
            candidates,
          }),
        );
  if (decision.action === "done") {
    return "done";
  }
  if (decision.action === "refuse") {
    const [wanted] = /not ours|in status|root password is needed|private key now in use/.exec(decision.why) ?? [""];
    return { "not ours": "!ours", "in status": "!status", "root password is needed": "!password" }[wanted] ?? "!key";
  }
  const operation: string = "operation" in decision ? String(decision.operation) : "UNBIND";
  const sent = { password: "+password", privateKey: "+key" };
  return `${operation}${decision.auth === undefined ? "" : sent[decision.auth.kind]}`;
}

describe("a refusal", () => {
  const unbound: Partial<BindFacts> = {};
  const ours: Partial<BindFacts> = {
    recorded: { keyPairName: "old", fingerprint: "aa" },
    key: known([OURS]),
    server: server("running", "old"),
  };

  it.each<[string, Partial<BindFacts>, Auth, RegExp]>([
    ["no password", unbound, "none", /no key pair: its root password is needed; no root password is given$/],
    ["a key instead", unbound, "matching", /root password is needed; a private key is given, but no root password$/],
    ["no key", ours, "none", /bound to key pair "old": the private key now in use is needed; no private key is given$/],
    ["a password instead", ours, "password", /a root password is given, but no private key$/],
    ["another key", ours, "wrong", /file id_rsa is the key [0-9a-f:]{47}; the key now bound is [0-9a-f:]{47}$/],
    ["a status", { server: server("other", undefined) }, "list", /^refuse: the server is in status ERROR;/],
  ])("says what is missing: %s", (_, changes, auth, expected) => {
    expect(outcome({ ...changes, candidates: AUTHS[auth] })).toMatch(expected);
  });

  it("is not made while the bound public half is unknown: each key has its turn", () => {
    const unknown = { ...ours, key: known() };
    expect(outcome({ ...unknown, candidates: [key(STRANGE)] })).toBe("REPLACE with privateKey");
    expect(outcome({ ...unknown, candidates: [key(STRANGE), key(OURS)] })).toBe("REPLACE with privateKey");
  });

  it("is not made for the key the pair has become, where nothing fits the one that was bound", () => {
    expect(outcome({ ...ours, key: known([OURS, OTHER]), candidates: [key(OTHER)] })).toBe("REPLACE with privateKey");
  });
});

describe("a server that has the wanted key pair", () => {
  const bound: Partial<BindFacts> = { server: server("running", "new"), key: known([OURS]) };

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
    expect(outcome({ ...changed, candidates: AUTHS.matching })).toBe("REPLACE with privateKey");
    expect(outcome({ ...changed, server: server("stopped", "new") })).toBe("RESET");
  });

  it("is bound again when triggers changed", () => {
    const again = { ...bound, recorded: { keyPairName: "new", fingerprint: "aa" }, again: true };
    expect(outcome({ ...again, candidates: AUTHS.matching })).toBe("REPLACE with privateKey");
    expect(outcome({ ...again, server: server("stopped", "new") })).toBe("RESET");
    // What it has become since our record may have been for the triggers too.
    expect(outcome({ ...again, recorded: { keyPairName: "old", fingerprint: "aa" } })).toBe("done");
  });
});

describe("a server that ECS cannot be asked about", () => {
  const unseen: Partial<BindFacts> = { server: { known: false, why: "403" } };

  it.each<[Auth, RegExp]>([
    ["none", /^refuse: ECS cannot be asked/],
    ["password", /^BIND with password$/],
    ["matching", /^REPLACE with privateKey$/],
  ])("nothing on record, auth %s", (auth, expected) => {
    expect(outcome({ ...unseen, candidates: AUTHS[auth] })).toMatch(expected);
  });

  it("is done when our own record says so", () => {
    expect(outcome({ ...unseen, recorded: { keyPairName: "new", fingerprint: "aa" } })).toBe("done");
  });

  it("replaces with the key on record, and never without auth", () => {
    const recorded = { ...unseen, recorded: { keyPairName: "old", fingerprint: "aa" }, key: known([OURS]) };
    expect(outcome({ ...recorded, candidates: AUTHS.list })).toBe("REPLACE with privateKey");
    expect(outcome({ ...recorded, candidates: AUTHS.password })).toBe("BIND with password");
    expect(outcome(recorded)).toMatch(/^refuse: /);
  });

  it("has what somebody else was seen to bind a moment ago", () => {
    const state = { keyPairName: "old", fingerprint: "aa" };

    expect(outcome({ ...unseen, boundByOther: "new" })).toBe("done");
    expect(outcome({ ...unseen, boundByOther: "new", recorded: state })).toBe("done");
    expect(outcome({ ...unseen, boundByOther: "theirs", recorded: { ...state, keyPairName: "new" } })).not.toBe("done");
    expect(outcome({ server: server("running", undefined), boundByOther: "new" })).not.toBe("done");
  });
});
