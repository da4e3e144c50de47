import type { Emulator } from "../emulator/src/index";

/** The operations that start a task on a server. */
const TASK_OPERATIONS = new Set(["AssociateKeypair", "BatchAssociateKeypair", "DisassociateKeypair"]);

/** The POSTs that the service accepted for a server, or for all of them, as "BIND kp-a"-like texts in order. */
export function acceptedPosts(emulator: Emulator, serverId?: string): string[] {
  return emulator.control
    .requests()
    .filter((row) => row.accepted && TASK_OPERATIONS.has(row.operation))
    .filter((row) => serverId === undefined || row.serverId === serverId)
    .map((row) => `${row.operation} ${row.keyPairName ?? ""}`.trim());
}
