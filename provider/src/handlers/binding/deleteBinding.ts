import { authList } from "../../model/auth";
import { bindingStateSchema, recordOf } from "../../model/binding";
import type { PlainObject } from "../../model/plainObject";
import { timeoutMs } from "../../model/timeouts";
import { forgetFailedTask } from "../../operations/binding/forgetFailedTask";
import { UnbindRefused } from "../../operations/binding/unbindRefused";
import { unbindKeyPair } from "../../operations/binding/unbindKeyPair";
import { stepOfState } from "../connection";
import type { Call } from "../shown";

/**
 * Lets a server go. A server that the running program still declares (a replacement, a rename without alias) is left
 * alone: its successor has found it bound.
 */
export async function deleteBinding(id: string, props: PlainObject, call: Call): Promise<void> {
  if (await call.process.declared.hasServer(id)) {
    // Stays among the diagnostics: the engine shows a deletion that was carried out.
    call.row.notice(`server ${id} is still declared by the program: left as it is`);
    return;
  }
  const state = bindingStateSchema.parse(props);
  const context = await stepOfState(
    call,
    timeoutMs(state.timeouts, "delete"),
    state,
    `deleting the binding of server ${id}`,
  );
  if (state.failedTasks === "deleteOwn") {
    await forgetFailedTask(state.failure, context);
  }
  const unbound = await unbindKeyPair(
    {
      serverId: id,
      auths: authList(state.auth),
      port: state.port,
      policy: state.onDelete ?? "auto",
      verify: state.verify ?? "auto",
      record: recordOf(state),
      isStillDeclared: () => call.process.declared.hasServer(id),
    },
    context,
  ).catch((error: unknown) => {
    // A delete that fails leaves state as it was: only the refusal is told.
    throw error instanceof UnbindRefused ? error.refusal : error;
  });
  call.row.close(unbound ? "unbound" : "left as it is, nothing was posted");
}
