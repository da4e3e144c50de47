import { acceptedPosts } from "../../support/acceptedPosts";
import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { keptBy, type Kept } from "../../support/rejections";

const inputs = { serverId: "running", keyPairName: "kp-a", auth: { password: ROOT_PASSWORD } };
const badKey = { error_code: "APIGW.0301", error_msg: "Incorrect IAM authentication information" };

let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench();
  bench.emulator.control.fault({ operation: "AssociateKeypair", cut: "after", times: 1 });
});

/** A bind whose answer is lost, after which an operation is answered like this; and how long it takes, in ms. */
async function lost(operation: string, answer: { status: number; body: object }): Promise<Kept & { tookMs: number }> {
  const { clock } = bench.world;
  const fromMs = clock.monotonicMs();
  const step = keptBy(bench.binding.create({ ...inputs, timeouts: { create: "5m" } }));
  const look = (): void => {
    if (acceptedPosts(bench.emulator).length === 0) {
      clock.startTimer(1, look);
    } else {
      bench.emulator.control.fault({ operation, ...answer, times: 10_000 });
    }
  };
  look();
  return { ...(await step), tookMs: clock.monotonicMs() - fromMs };
}

it("says what kept it from being known whether a change was carried out, and not only that the time is up", async () => {
  const refusal = { status: 400, body: { error: { code: "Ecs.0005", message: "the request is odd" } } };
  const { properties, reasons } = await lost("ShowServer", refusal);
  expect(properties).toMatchObject({ phase: "waiting" });
  expect(reasons[0]).toMatch(/\nbecause +ECS ShowServer .* was answered 400 Ecs\.0005: the request is odd/);
  expect(reasons[0]).not.toContain("nothing was posted");
});

it("waits no longer once the credentials are refused, which nothing is sent with any more", async () => {
  const { properties, reasons, tookMs } = await lost("ListRunningTask", { status: 401, body: badKey });
  expect(properties).toMatchObject({ phase: "waiting", attempt: { keyPairName: "kp-a" } });
  expect(reasons[0]).toMatch(/\nbecause +KPS ListRunningTask .* was answered 401 APIGW\.0301/);
  expect(tookMs).toBeLessThan(60_000);
});

it("tells of a deadline or an interruption in one line, without the advice for what was not sent", async () => {
  bench.emulator.control.taskScript({ serverId: "running", outcome: "hang" });
  const { reasons } = await lost("ListKeypairTask", { status: 403, body: { error_code: "KPS.0003", error_msg: "no" } });
  expect(reasons[0]).toMatch(/\nbecause +BIND running: the deadline has passed\nnext /);
});
