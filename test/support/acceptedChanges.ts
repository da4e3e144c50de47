import type { Emulator } from "../emulator/src/index";

/** Requests that the service accepted as changes, as "CreateKeypair ops" in order. */
export function acceptedChanges(emulator: Emulator): string[] {
  return emulator.control
    .requests()
    .filter((row) => row.accepted)
    .map((row) => `${row.operation} ${row.keyPairName ?? ""}`.trim());
}
