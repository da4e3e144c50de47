import { startEmulator, type Emulator } from "../../emulator/src/index";
import { newKey, type KeyTexts } from "../../emulator/test/support/bench";
import { sdkClients, type SdkClients } from "./sdkClients";

/** Root's password of the servers on a stage. */
export const password = "Secret-1";

/** An emulator with a running and a stopped server and the key pairs `one` and `two`, and the SDK's clients for it. */
export interface SdkStage {
  readonly emulator: Emulator;
  readonly clients: SdkClients;
  /** The material of the key pair `one`. */
  readonly one: KeyTexts;
  /** Lets an hour of tasks pass; the time of day, which signatures carry, stays. */
  readonly finish: () => void;
}

/** Starts a stage. Its key pair `one` is hosted. */
export async function startSdkStage(): Promise<SdkStage> {
  let now = 0;
  const one = newKey();
  const emulator = await startEmulator({
    rngSeed: 1,
    clock: { now: () => now, wall: () => Date.now() },
    seed: {
      keyPairs: [{ name: "one", ...one, hosted: true }, { name: "two" }],
      servers: [
        { id: "up", name: "up-1", rootPassword: password },
        { id: "down", name: "down-1", rootPassword: password, status: "SHUTOFF" },
      ],
    },
  });
  const finish = (): void => {
    now += 3_600_000;
  };
  return { emulator, clients: sdkClients(emulator.credentials), one, finish };
}
