import { boundHistory } from "../boundHistory";
import type { History } from "../history";
import { Keyring } from "../keyring";
import type { PlannedChange } from "../preview";
import { previewsEmpty } from "./previewsEmpty";

const keyring = new Keyring();

/** A history in which one row was bound. */
const bound = async (): Promise<History> => (await boundHistory(keyring)).history;

/** What is said of a preview that would change what state has of the row. */
function told({ stack, time }: History, change: PlannedChange["change"], outputs: object = {}): string[] {
  const [row] = stack.resources;
  const old = row && { ...row, outputs: { ...row.outputs, ...outputs } };
  return previewsEmpty([{ atMs: time.now(), changes: [{ change, row: "row-1", old }] }]).map(({ text }) => text);
}

it("finds nothing wrong with what a history plays after an up that succeeded", async () => {
  const { previews } = await bound();
  expect(previews).toEqual([{ atMs: expect.any(Number) as number, changes: [] }]);
  expect(previewsEmpty(previews)).toEqual([]);
});

it("sees that a preview would change a row, but where state says that its key is uncertain", async () => {
  const history = await bound();
  expect(told(history, "update")).toEqual(["a preview right after an up that succeeded would update row-1"]);
  expect(told(history, "update", { keyUncertain: true })).toEqual([]);
});
