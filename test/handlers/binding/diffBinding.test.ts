import { providerInProcess } from "../../support/inProcess/providerInProcess";

const { keyPairBinding } = providerInProcess().handlers;

describe("diff", () => {
  const diff = (olds: Record<string, unknown>, news: Record<string, unknown>): unknown =>
    keyPairBinding.diff(
      "s",
      { serverId: "s", keyPairName: "a", phase: "bound", ...olds },
      { serverId: "s", keyPairName: "a", ...news },
    );

  it.each<[string, Record<string, unknown>, Record<string, unknown>, unknown]>([
    ["nothing", { __provider: "one", resourceUrn: "u" }, { __provider: "two", resourceUrn: "v" }, { changes: false }],
    ["another server", {}, { serverId: "t" }, { changes: true, replaces: ["serverId"], deleteBeforeReplace: false }],
    ["another pair", {}, { keyPairName: "b" }, { changes: true }],
    ["another key under the same name", { keyPairFingerprint: "1" }, { keyPairFingerprint: "2" }, { changes: true }],
    ["no opinion on the fingerprint", { keyPairFingerprint: "1" }, {}, { changes: false }],
    ["triggers", { triggers: [1] }, { triggers: [2] }, { changes: true }],
    ["another port", { port: 22 }, { port: 2222 }, { changes: true }],
    ["a binding that waits", { phase: "waiting" }, {}, { changes: true }],
    ["a binding that failed", { phase: "failed" }, {}, { changes: true }],
  ])("%s", async (_, olds, news, expected) => {
    expect(await diff(olds, news)).toEqual(expected);
  });
});
