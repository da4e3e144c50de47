import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import type { KeyPairState } from "../../support/inProcess/calledKeyPair";
import { rejectionOf } from "../../support/rejections";
import { newSshKey } from "../../support/sshKey";

const given = { name: "ops", publicKey: newSshKey().publicKey, timeouts: { update: "2s", delete: "2s" } };
const steps: Readonly<Record<string, (state: KeyPairState) => Promise<unknown>>> = {
  update: (state) => bench.pair.up({ ...given, description: "d" }, state),
  delete: (state) => bench.pair.destroy(state),
  refresh: (state) => bench.pair.refresh(state),
};
let bench: InProcessBench;

/** What a step is told as that looks for a pair which KPS does not find. */
async function failureOf(step: string): Promise<string> {
  bench = inProcessBench({ seed: {} });
  const state = await bench.pair.up(given);
  const body = { error_code: "KPS.4016" };
  bench.emulator.control.fault({ operation: "ListKeypairDetail", status: 404, body, times: 100 });
  const failure = rejectionOf(steps[step]?.(state) ?? Promise.resolve());
  if (step === "refresh") {
    bench.world.clock.startTimer(1_500, () => bench.process.cancel());
  }
  return (await failure).message;
}

it("says so where the deadline or a Cancel comes while it is looked for again, and blames nobody", async () => {
  for (const [step, why] of [
    ["update", "the deadline has passed"],
    ["delete", "the deadline has passed"],
    ["refresh", "it was interrupted"],
  ] as const) {
    expect(await failureOf(step)).toContain(`looking for key pair "ops" again, which KPS does not find: ${why}\n`);
  }
});
