import { setTimeout as delay } from "node:timers/promises";
import { machineClock } from "../emulator/src/world/clock";
import { engineBench, SERVERS, type EngineBench } from "../support/engineBench";
import type { PulumiRun } from "../support/pulumiRun";
import { type Change, type History, historyOf, type Kill } from "./history";
import { arm, momentOf } from "./killMoment";

/** How long a host may live after its engine, and for how long it may still send requests, in ms. */
const GONE_AFTER_MS = 2_000;
const QUIET_AFTER_MS = 1_000;

const LIVES = [SERVERS.one, SERVERS.stopped];

const PROGRAM = `
  const pulumi = require("@pulumi/pulumi");
  const kps = require("pulumi-huaweicloud-kps");
  const keyPairName = new pulumi.Config().get("keyPair") ?? "kp-a";
  const auth = [{ passwordEnv: "ROOT_PASSWORD" }, { privateKeyEnv: "KEY_A" }, { privateKeyEnv: "KEY_B" }];
  for (const serverId of ${JSON.stringify(LIVES)}) {
    new kps.KeyPairBinding(serverId, { serverId, keyPairName, auth, onDelete: "unbind" });
  }
`;

/** Lives through the history of a seed with real engines, each killed once in a change. Returns what went wrong. */
export async function runEngineHistory(seed: number): Promise<string[]> {
  const history = historyOf(seed);
  const bench = await engineBench(PROGRAM, { quirks: history.quirks });
  try {
    return await live(history, bench);
  } finally {
    await bench.close();
  }
}

async function live(history: History, bench: EngineBench): Promise<string[]> {
  const { stack, emulator } = bench;
  const violations: string[] = [];
  for (const change of history.changes) {
    // An engine takes longer to start than a host alone: the long tasks are to outlive that too.
    const taskMs = 4 * history.taskMs[change];
    emulator.control.taskScript({ outcome: "succeed", durationMs: taskMs, times: LIVES.length });
    if (change === "rotate") {
      await stack.setConfig({ keyPair: "kp-b" });
    }
    const kill = history.kills.find((one) => one.change === change);
    if (kill !== undefined) {
      violations.push(...(await killed(start(bench, change), atService(kill), taskMs, bench)));
    }
    const again = await start(bench, change).finished;
    if (!again.ok) {
      violations.push(`${change} does not succeed: ${again.stderr}${again.stdout}`);
    }
  }
  return [...violations, ...(await differences(history, bench))];
}

function start({ stack }: EngineBench, change: Change): PulumiRun {
  return stack.start(change === "unbind" ? "destroy" : "up");
}

/** The kill at a moment that the service sees: what happens inside the engine has no clock here. */
function atService(kill: Kill): Kill {
  const moment = kill.moment === "start" ? "look" : kill.moment === "answer" ? "ended" : kill.moment;
  return { ...kill, moment, serverId: kill.delayMs % 2 === 0 ? SERVERS.one : SERVERS.stopped };
}

async function killed(run: PulumiRun, kill: Kill, taskMs: number, bench: EngineBench): Promise<string[]> {
  const { emulator, stack } = bench;
  let over = false;
  const end = (): void => {
    over = true;
  };
  run.finished.then(end, end);
  arm(kill, emulator);
  const struck = await momentOf(kill, { emulator, taskMs, answered: () => over, over: () => over });
  if (!struck) {
    await run.finished;
    return [`the engine ended before it could be killed: ${JSON.stringify(kill)}`];
  }
  const atMs = machineClock.now();
  run.kill("SIGKILL");
  await run.finished;
  const violations = await hostViolations(atMs, bench);
  emulator.control.clearFaults();
  await stack.run(["cancel", "--stack", "dev", "--yes"]);
  return violations;
}

/** Waits for the host's end, so that nothing can come after what is looked at then. */
async function hostViolations(killedAtMs: number, { stack, emulator }: EngineBench): Promise<string[]> {
  const hosts = async (): Promise<boolean> =>
    (await stack.processes()).some(({ command }) => command.includes("dynamic-provider"));
  while (await hosts()) {
    if (machineClock.now() - killedAtMs > GONE_AFTER_MS) {
      return [`the host lives ${GONE_AFTER_MS} ms after its engine was killed`];
    }
    await delay(20);
  }
  return emulator.control
    .requests()
    .filter(({ at }) => at > killedAtMs + QUIET_AFTER_MS)
    .map(({ at, operation }) => `${operation} came ${Math.round(at - killedAtMs)} ms after the engine was killed`);
}

async function differences(history: History, { stack, emulator }: EngineBench): Promise<string[]> {
  const { tasks, servers } = emulator.control.state();
  const gone = history.changes.includes("unbind");
  const declared = gone ? undefined : history.changes.includes("rotate") ? "kp-b" : "kp-a";
  const held = await stack.state();
  const found = LIVES.map((id) => ({
    id,
    operations: tasks.filter(({ serverId }) => serverId === id).map(({ operation }) => operation),
    keyPairName: servers.find((server) => server.id === id)?.keyPairName,
    boundKeyPairName: gone ? undefined : held.resource(id).outputs["boundKeyPairName"],
  }));
  const expected = LIVES.map((id) => ({
    id,
    operations: ["BIND", id === SERVERS.stopped ? "RESET" : "REPLACE", "UNBIND"].slice(0, history.changes.length),
    keyPairName: declared,
    boundKeyPairName: declared,
  }));
  const violations = found
    .filter((one, index) => JSON.stringify(one) !== JSON.stringify(expected[index]))
    .map((one) => `found ${JSON.stringify(one)} of ${JSON.stringify(expected)}`);
  if (!gone) {
    const { summary } = await stack.preview();
    if (summary["same"] !== 1 + LIVES.length) {
      violations.push(`the next preview shows ${JSON.stringify(summary)}`);
    }
  }
  return violations;
}
