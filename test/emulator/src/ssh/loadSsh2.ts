import type * as library from "ssh2";

/** The SSH library. */
export type Ssh2 = typeof library;

/** Loads the SSH library, which takes a tenth of a second: only an emulator with SSH endpoints has to spend it. */
export async function loadSsh2(): Promise<Ssh2> {
  return (await import("ssh2")).default;
}
