import type { Emulator } from "../emulator/src/index";

/** All that an emulator was asked and has done, in the order of time: what a history can be understood by afterwards. */
export function witness({ control }: Emulator): string {
  const rows = control.requests();
  const { tasks } = control.state();
  const beganMs = Math.min(...rows.map(({ at }) => at), ...tasks.map(({ startedAt }) => startedAt));
  const events = [
    ...rows.map(({ at, operation, status, accepted, serverId, keyPairName, taskId }) => ({
      at,
      text: [operation, status, accepted ? "accepted" : "", serverId, keyPairName, taskId].filter(Boolean).join(" "),
    })),
    ...tasks.flatMap(({ taskId, operation, serverId, keyPairName, taskStatus, startedAt, endedAt }) => {
      const text = `task ${taskId} ${operation} ${keyPairName} on ${serverId}`;
      return [
        { at: startedAt, text: `${text} begins` },
        ...(endedAt === undefined ? [] : [{ at: endedAt, text: `${text} ends: ${taskStatus}` }]),
      ];
    }),
  ].sort((one, other) => one.at - other.at);
  return events.map(({ at, text }) => `${(at - beganMs).toFixed(0).padStart(7)} ms  ${text}`).join("\n");
}
