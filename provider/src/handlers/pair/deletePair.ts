import { keyPairStateSchema } from "../../model/keyPair";
import type { PlainObject } from "../../model/plainObject";
import { timeoutMs } from "../../model/timeouts";
import { removeKeyPair } from "../../operations/keyPair/removeKeyPair";
import { cloudOfState } from "../connection";
import { isKeyPairHeld } from "../declaredKeyPairs";
import type { LiveRow } from "../liveRow";
import { stepContext } from "../step";

/**
 * Deletes a key pair. One that was adopted is kept, and one that another resource of the running program has as well
 * (a replacement or a rename without alias that found it there).
 */
export async function deletePair(id: string, props: PlainObject, row: LiveRow): Promise<void> {
  const state = keyPairStateSchema.parse(props);
  if (state.adopted === true) {
    row.notice(`key pair "${id}" was there before this resource: kept`);
    row.close("adopted: kept");
    return;
  }
  if (isKeyPairHeld(id)) {
    row.close("still declared by the program: the key pair is left as it is");
    return;
  }
  const cloud = await cloudOfState(state, `deleting key pair "${id}"`);
  await removeKeyPair(
    {
      name: id,
      publicKey: state.publicKey,
      managed: state.managed ?? false,
      forceDelete: state.forceDelete ?? false,
    },
    stepContext(cloud, row, timeoutMs(state.timeouts, "delete")),
  );
  row.close("deleted");
}
