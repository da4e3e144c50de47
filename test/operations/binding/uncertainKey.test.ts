import type { Candidate } from "../../../provider/src/operations/binding/candidate";
import { decideBind, type BindFacts } from "../../../provider/src/operations/binding/decideBind";
import { fitPrivateKey, triedName, type KnownKey } from "../../../provider/src/operations/binding/fitAuth";
import { facts, key, known, OTHER, OURS, outcome, server, STRANGE } from "./bindFacts";

describe("a binding that is older than the key of the pair that has its name", () => {
  const older = { older: true, key: known([], { uncertain: true }), namedPublicKey: OURS };
  const bound = { stopped: server("stopped", "new"), running: server("running", "new") };

  it("is none of the pair, and replaced only where the program names it", () => {
    const unnamed =
      /^refuse: the server was bound to a key pair "new" before this run has generated the key that the pair/;
    expect(outcome({ ...older, server: bound.stopped, candidates: [key(OURS)] })).toMatch(unnamed);
    expect(outcome({ ...older, server: bound.running, candidates: [key(OURS)] })).toMatch(unnamed);
    expect(outcome({ ...older, server: bound.stopped, replaces: ["new"] })).toBe("RESET");
  });

  it("is replaced on a running server with any private key that is given, the service proves it", () => {
    const named = { ...older, server: bound.running, replaces: ["new"] };
    expect(outcome({ ...named, candidates: [key(STRANGE)] })).toBe("REPLACE with privateKey");
    expect(outcome(named)).toMatch(/a private key that opens the server is needed; no private key is given$/);
  });

  it("may be replaced where a task of ours was to bind it", () => {
    expect(outcome({ ...older, server: bound.stopped, attempted: "new" })).toBe("RESET");
  });
});

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

  it("may be any once the one that is known was tried without a success", () => {
    const ours = known([OURS], { tried: [triedName(key(OURS))] });
    const fit = (candidates: Candidate[], what: KnownKey): unknown => fitPrivateKey(candidates, what);
    expect(fit([key(OTHER), key(OURS)], known([OURS]))).toEqual({ fits: true, candidate: key(OURS) });
    expect(fit([key(OTHER), key(OURS)], ours)).toEqual({ fits: true, candidate: key(OTHER) });
    expect(fit([key(OTHER)], ours)).toMatchObject({ fits: false });
  });

  it("is tried with what the program gives before what only state remembers", () => {
    const tried = [triedName(key(OURS))];
    const remembered: Candidate = { ...key(OTHER), remembered: true };
    expect(used({ tried }, [remembered, key(OURS)])).toEqual(key(OURS));
    expect(used({ tried }, [remembered])).toEqual(remembered);
  });
});
