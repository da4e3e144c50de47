import { givesKey, keyPairRecordOf, keyPairStateSchema, madeOf } from "../../model/keyPair";
import type { PlainObject } from "../../model/plainObject";
import { timeoutMs } from "../../model/timeouts";
import { removeKeyPair, type Removed } from "../../operations/keyPair/removeKeyPair";
import { stepOfState } from "../connection";
import type { Call } from "../shown";

/**
 * Deletes a key pair that this resource made. One that was adopted is kept, one that somebody else made anew under its
 * name, and one that another resource of the running program has as well (a replacement, a rename without alias, a move
 * to another provider).
 */
export async function deletePair(id: string, props: PlainObject, call: Call): Promise<void> {
  const state = keyPairStateSchema.parse(props);
  const made = madeOf(state);
  if (made === undefined) {
    call.row.notice(`key pair "${id}" was there before this resource: kept`);
    call.row.close("adopted: kept");
    return;
  }
  const context = await stepOfState(call, timeoutMs(state.timeouts, "delete"), state, `deleting key pair "${id}"`);
  const { region, projectId } = context.cloud;
  const isStillDeclared = (): Promise<boolean> =>
    call.process.declared.hasKeyPair({ name: made.name, region, projectId });
  if (await isStillDeclared()) {
    tellStillDeclared(id, call);
    return;
  }
  const removed = await removeKeyPair(
    {
      made,
      record: keyPairRecordOf(state),
      givesKey: givesKey(state),
      forceDelete: state.forceDelete ?? false,
      isStillDeclared,
    },
    context,
  );
  if (removed === "stillDeclared") {
    tellStillDeclared(id, call);
  } else {
    call.row.close(closings[removed]);
  }
}

/** Stays among the diagnostics: the engine shows a deletion that was carried out. */
function tellStillDeclared(id: string, { row }: Call): void {
  row.notice(
    `key pair "${id}" is still declared by the program: left as it is (an alias would have made it one and the same resource)`,
  );
}

const closings: Readonly<Record<Exclude<Removed, "stillDeclared">, string>> = {
  deleted: "deleted",
  gone: "was gone already",
  someoneElses: "made anew by somebody else: left as it is",
};
