import type { Environment } from "../../settings/environment";
import type { Settings } from "../../settings/settings";
import type { Connections, ConnectionWait } from "./connection";
import { stepContext, type StepContext, type StepOptions } from "./stepContext";

/** How a step goes on, and how a person gives it longer. */
type ConnectedStepOptions = StepOptions & Pick<ConnectionWait, "longer">;

/**
 * The context of one step over the connection that settings describe; its deadline is counted from now, so that signing in
 * and looking up the project are part of it. Throws what connecting throws, and RefusedError when the step is interrupted or
 * its deadline passes before there is a connection.
 */
export async function connectedStep(
  connections: Connections,
  settings: Settings,
  environment: Environment,
  options: ConnectedStepOptions,
): Promise<StepContext> {
  const { monotonicMs } = connections.runtime;
  const { timeoutMs, signal, longer } = options;
  const deadlineMs = monotonicMs() + timeoutMs;
  const connection = await connections.to(settings, { deadlineMs, signal, longer });
  return stepContext(connection, environment, { ...options, timeoutMs: deadlineMs - monotonicMs() });
}
