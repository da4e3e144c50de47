import { fleetStateSchema } from "../../model/fleet/fleetState";
import { KnownWays } from "../../model/fleet/waysIn";
import type { PlainObject } from "../../model/plainObject";
import { timeoutMs } from "../../model/timeouts";
import { fleetReport } from "../../operations/fleet/fleetReport";
import { releaseFleet } from "../../operations/fleet/releaseFleet";
import { unpackResults } from "../../operations/fleet/unpackResults";
import { UnfinishedError } from "../../operations/step/unfinishedError";
import { stepOfState } from "../connection";
import type { Call } from "../shown";

/**
 * Lets all servers of a fleet go, whatever becomes of single ones. Throws one error for all that could not be: state
 * stays, and the next delete looks afresh.
 */
export async function deleteFleet(id: string, props: PlainObject, call: Call): Promise<void> {
  const state = fleetStateSchema.parse(props);
  const context = await stepOfState(call, timeoutMs(state.timeouts, "delete"), state, `deleting fleet ${id}`);
  const servers = unpackResults(state);
  const { ends, stopped } = await releaseFleet(
    {
      servers,
      ways: new KnownWays(state, state.remembered),
      onDelete: state.onDelete ?? "auto",
      verify: state.verify ?? "auto",
      failedTasks: state.failedTasks ?? "keep",
      claimed: (serverId) => call.process.declared.hasServer(serverId),
    },
    context,
  );
  const left = [...ends.values()].filter(({ end }) => end !== "letGo").length;
  const counts = `${servers.size - left} of ${servers.size} servers let go`;
  if (left > 0) {
    const next =
      'run `pulumi destroy` again: it posts nothing for servers already free; `pulumi up` with onDelete: "retain" before that keeps the keys';
    throw new UnfinishedError(
      fleetReport(
        { attempted: `letting the servers of fleet ${id} go`, ends, stopped, next, inResults: false },
        counts,
      ),
    );
  }
  call.row.close(counts);
}
