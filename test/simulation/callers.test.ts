import { bindOnce, BOUND } from "./boundHistory";
import { haveOneServer } from "./callers";
import { startRows, type Wish } from "./rows";
import type { Resource } from "./stack";

const { wishes } = startRows(bindOnce, "dynamic");
const undeclared: readonly Wish[] = wishes.map((wish) => ({ ...wish, declared: false }));

/** A fleet as a state has it, which looked after the server of the history. */
const fleet: Resource = {
  urn: "urn:fleet",
  kind: "keyPairFleet",
  id: "fleet",
  provider: "dynamic",
  inputs: { servers: [BOUND] },
  outputs: { results: {} },
  secretInputs: [],
  secretOutputs: [],
  initErrors: [],
};
const binding: Resource = { ...fleet, urn: "urn:binding", kind: "keyPairBinding", id: BOUND, inputs: {}, outputs: {} };

it("a server in one row of the program, or of the state, is in no other", () => {
  expect(haveOneServer([], wishes)).toBe(false);
  expect(haveOneServer([{ ...fleet, outputs: { results: { [BOUND]: {} } } }], undeclared)).toBe(false);
});

it("a server of a row of the state that the program has in another one is in two rows", () => {
  expect(haveOneServer([fleet], wishes)).toBe(true);
});

it("a server that a fleet has let go, but for which it still keeps a result, is in its row", () => {
  const letGo = { ...fleet, inputs: { servers: [] }, outputs: { results: { [BOUND]: {} } } };
  expect(haveOneServer([letGo, binding], undeclared)).toBe(true);
  expect(haveOneServer([{ ...letGo, outputs: { results: {} } }, binding], undeclared)).toBe(false);
});
