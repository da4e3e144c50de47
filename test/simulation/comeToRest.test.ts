import { BOUND, bindOnce } from "./boundHistory";
import { comeToRest } from "./comeToRest";
import { History } from "./history";
import { Keyring } from "./keyring";

const keyring = new Keyring(13);

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
