import { BOUND, bindOnce } from "./boundHistory";
import { comeToRest } from "./comeToRest";
import { History } from "./history";
import { Keyring } from "./keyring";
import { managed, member, server, up, violationsOf, type MendedHistory } from "./mendedHistory";

const keyring = new Keyring();

/** A history of one server that is bound; then `spoil` does what nobody in the history can put right. */
async function endOf(spoil: (control: History["cloud"]["emulator"]["control"]) => void, seed = 1): Promise<string[]> {
  const history = new History({ ...bindOnce, seed }, keyring);
  const rest = async (): Promise<string[]> => {
    expect(await history.up()).toBe("succeeded");
    spoil(history.cloud.emulator.control);
    return (await comeToRest(history, () => true)).map(({ judgement, text }) => `${judgement}: ${text}`);
  };
  return history.time.until(rest());
}

const refused = { status: 400, times: 100_000, body: { error_code: "KPS.0002", error_msg: "not today" } };

it.each([1, 2, 3])("a history in which nothing is wrong comes to rest (seed %i)", async (seed) => {
  expect(await endOf(() => undefined, seed)).toEqual([]);
});

it("what the service never accepts does not converge", async () => {
  const told = await endOf((control) => {
    control.putServer(BOUND, { keyPairName: null });
    control.fault({ operation: "AssociateKeypair", ...refused });
  });
  expect(told).toEqual([expect.stringMatching(/^converges: not carried out with every way in: .*\(after \d+ runs/)]);
});

it("what the service never lets go cannot be destroyed", async () => {
  const told = await endOf((control) => control.fault({ operation: "DisassociateKeypair", ...refused }), 7);
  expect(told).toEqual([expect.stringMatching(/^converges: cannot be destroyed: [^]*not today/)]);
});

it.each([
  ["by a refusal", { unbindWithoutPassword: "refuse" }],
  ["by a task that fails", { unbindWithoutPassword: "fail" }],
  ["by a task that fails and is not listed", { unbindWithoutPassword: "fail", failedListOmits: true }],
] as const)("a server that has no password keeps its key in the end, told %s", async (_how, quirks) => {
  const told = await endOf((control) => {
    control.settings({ quirks });
    control.putServer(BOUND, { hasPassword: false });
  }, 7);
  expect(told).toEqual([]);
});

const opened: readonly MendedHistory[] = [
  [
    "which a key of others stands beside hers: it is stopped",
    {
      seed: 914452,
      timeScale: 1,
      parts: [
        { kind: "fleet", name: "fleet-a", traits: { auth: "new", fingerprint: true, timeout: "20s" }, pair: "kp-b" },
        { kind: "fleet", name: "fleet-b", traits: { auth: "all", fingerprint: true, timeout: "5m" }, pair: "kp-a" },
        member("fleet-a"),
        member("fleet-b", { status: "SHUTOFF", bound: "kp-other" }),
        { kind: "quirk", patch: { secondTask: "queue" } },
        up,
        { kind: "step", step: { do: "gather", to: "fleet-b" } },
        { kind: "reaction", reaction: "again" },
        { kind: "reaction", reaction: "again" },
        { kind: "course", course: { server: 0, outcome: "succeed", ms: 10_579 } },
        { kind: "course", course: { server: 0, outcome: "succeed", ms: 11_488 } },
        {
          kind: "deed",
          at: { run: 3, operation: "AssociateKeypair", nth: 0 },
          afterMs: 180,
          deed: { do: "bind", server: 0, pair: "kp-other" },
        },
      ],
    },
  ],
  [
    "which an undeclared row has left a second key on: the one of the declared row is given",
    {
      seed: 2004816,
      timeScale: 1,
      parts: [
        server({ auth: "right" }),
        { kind: "rival", server: 0, traits: { auth: "right", failedTasks: "deleteOwn", timeout: "5m" }, pair: "kp-b" },
        managed("kp-a", { scope: "user", hosted: true }),
        up,
        { kind: "step", step: { do: "destroy", as: "colleague" } },
        { kind: "step", step: { do: "refresh", as: "operator" } },
        { kind: "step", step: { do: "drop", server: 0 } },
        { kind: "reaction", reaction: "takeOver" },
        { kind: "reaction", reaction: "refresh" },
        { kind: "fault", at: { run: 1, operation: "ShowServer", nth: 0 }, fault: "400 huge", times: 12 },
        { kind: "course", course: { server: 0, outcome: "fail", ms: 11_149 } },
        { kind: "course", course: { server: 0, outcome: "fail", ms: 6_963 } },
        { kind: "quirk", patch: { failedLeaves: "new" } },
        { kind: "reaction", reaction: "giveNew" },
      ],
    },
  ],
];

it.each(opened)("the person gets into a server %s", async (_name, plan) => {
  expect(await violationsOf(plan, keyring)).toEqual([]);
});

it("a task that takes long is waited for where it is another server's that may hang", async () => {
  const history: MendedHistory[1] = {
    seed: 1112825,
    timeScale: 1,
    parts: [
      {
        kind: "fleet",
        name: "fleet-a",
        traits: { auth: "all", fingerprint: true, timeout: "5m", maxFailures: 1, concurrency: 1 },
        pair: "kp-a",
      },
      { ...server({ auth: "all" }, { status: "SHUTOFF", bound: "kp-a" }, "kp-b"), fleet: "fleet-a" },
      server({ auth: "all", verify: "none", failedTasks: "deleteOwn", timeout: "2m" }),
      managed("kp-a", { scope: "user", hosted: true }),
      up,
      { kind: "kill", at: { run: 0, nth: 0, operation: "AssociateKeypair" }, side: "answer", afterMs: 0 },
      { kind: "course", course: { server: 3, outcome: "hang", ms: 16_231 } },
    ],
  };
  expect(await violationsOf(history, keyring)).toEqual([]);
});
