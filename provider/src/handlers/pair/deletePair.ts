import { keyPairStateSchema } from "../../model/keyPair";
import type { PlainObject } from "../../model/plainObject";
import { timeoutMs } from "../../model/timeouts";
import { removeKeyPair } from "../../operations/keyPair/removeKeyPair";
import { connectionOfState, contextOf } from "../connection";
import type { Call } from "../shown";

/**
 * Deletes a key pair. One that was adopted is kept, and one that another resource of the running program has as well
 * (a replacement or a rename without alias that found it there).
 */
export async function deletePair(id: string, props: PlainObject, call: Call): Promise<void> {
  const state = keyPairStateSchema.parse(props);
  if (state.adopted === true) {
    call.row.notice(`key pair "${id}" was there before this resource: kept`);
    call.row.close("adopted: kept");
    return;
  }
  const connection = await connectionOfState(call.process, state, `deleting key pair "${id}"`);
  const { region, projectId } = connection.cloud;
  if (await call.process.declared.hasKeyPair({ name: id, region, projectId })) {
    call.row.close("still declared by the program: the key pair is left as it is");
    return;
  }
  await removeKeyPair(
    {
      name: id,
      publicKey: state.publicKey,
      managed: state.managed ?? false,
      forceDelete: state.forceDelete ?? false,
    },
    contextOf(call, connection, timeoutMs(state.timeouts, "delete")),
  );
  call.row.close("deleted");
}
