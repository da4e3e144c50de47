import type { Candidate } from "../../../provider/src/operations/binding/candidate";
import { decideBind, type BindFacts } from "../../../provider/src/operations/binding/decideBind";
import { triedName, type KnownKey } from "../../../provider/src/operations/binding/fitAuth";
import type { ServerFacts } from "../../../provider/src/operations/binding/serverFacts";

const OURS = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";
const OTHER = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB8eHRwbGhkYFxYVFBMSERAPDg0MCwoJCAcGBQQDAgEA";
const STRANGE = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

const key = (publicKey: string): Candidate => ({ kind: "privateKey", secret: "pem", publicKey, from: "file id_rsa" });

function server(power: "running" | "stopped" | "other", keyPairName: string | undefined): BindFacts["server"] {
  const status = { running: "ACTIVE", stopped: "SHUTOFF", other: "ERROR" }[power];
  return { known: true, power, status, name: "web-1", keyPairName } satisfies ServerFacts;
}

/** What is known of the key on the server. */
function known(publicKeys: string[] = [], more: Partial<KnownKey> = {}): KnownKey {
  return { publicKeys, uncertain: false, tried: [], ...more };
}

function facts(changes: Partial<BindFacts>): BindFacts {
  return {
    server: server("running", undefined),
    wanted: { keyPairName: "new", fingerprint: undefined },
    recorded: { keyPairName: undefined, fingerprint: undefined },
    attempted: undefined,
    boundByOther: undefined,
    key: known(),
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

describe("a key that is uncertain", () => {
  const uncertain: Partial<BindFacts> = {
    recorded: { keyPairName: "old", fingerprint: "aa" },
    server: server("running", "new"),
    candidates: [key(STRANGE)],
  };
  const used = (changes: Partial<KnownKey>, candidates: Candidate[]): Candidate | undefined => {
    const decision = decideBind(
      facts({ ...uncertain, attempted: "new", key: known([OTHER, OURS], { uncertain: true, ...changes }), candidates }),
    );
    return decision.action === "post" ? decision.auth : undefined;
  };

  it("is never done by name", () => {
    const named = { attempted: "new", key: known([OURS], { uncertain: true }) };
    expect(outcome({ ...named, server: server("running", "new") })).toMatch(
      /^refuse: .*a private key that opens the server is needed/,
    );
    expect(outcome({ ...named, server: server("stopped", "new") })).toBe("RESET");
  });

  it("is tried with whatever is given, the likeliest first", () => {
    expect(used({}, [key(STRANGE)])).toEqual(key(STRANGE));
    expect(used({}, [key(STRANGE), key(OURS), key(OTHER)])).toEqual(key(OTHER));
  });

  it("is tried with what was never tried before what was, and then with what was tried longest ago", () => {
    const tried = [key(OTHER), key(OURS)].map(triedName);
    expect(used({ tried }, [key(OTHER), key(OURS), key(STRANGE)])).toEqual(key(STRANGE));
    expect(used({ tried }, [key(OURS), key(OTHER)])).toEqual(key(OTHER));
    expect(used({ tried: tried.reverse() }, [key(OURS), key(OTHER)])).toEqual(key(OURS));
  });

  it("is tried with what the program gives before what only state remembers", () => {
    const tried = [triedName(key(OURS))];
    const remembered: Candidate = { ...key(OTHER), remembered: true };
    expect(used({ tried }, [remembered, key(OURS)])).toEqual(key(OURS));
    expect(used({ tried }, [remembered])).toEqual(remembered);
  });
});
