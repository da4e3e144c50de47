import { startEmulator } from "../../emulator/dist/index";
import { crowdedSeed } from "./crowdedSeed";
import { emulatorOrder, type EmulatorOrder } from "./speedMessages";

/** A process with the built emulator, whose tasks run for ever or have failed at once, and without quotas. */
async function serve({ servers }: EmulatorOrder): Promise<void> {
  const { control, credentials } = await startEmulator({
    rngSeed: 1,
    requestsPerMinute: 0,
    ecsRequestsPerMinute: 0,
    seed: crowdedSeed(servers),
  });
  control.taskScript({ outcome: "fail", durationMs: 0, times: servers / 2 });
  control.taskScript({ outcome: "hang", statuses: ["RUNNING_BIND"], times: servers / 2 });
  process.send?.(credentials);
}

process.once("disconnect", () => process.exit());
process.once("message", (message) => void serve(emulatorOrder.parse(message)));
