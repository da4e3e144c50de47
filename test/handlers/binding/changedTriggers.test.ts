import type { PlainObject } from "../../../provider/src/model/plainObject";
import { acceptedPosts } from "../../support/acceptedPosts";
import { keptBy } from "../../support/rejections";
import { putServers } from "../../support/putServers";
import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../../support/inProcess/inProcessBench";

let bench: InProcessBench;
let serverId: string;

beforeEach(() => {
  bench = inProcessBench();
  [serverId = ""] = putServers(bench.emulator, 1);
});

const given = (trigger: number, timeout?: string): PlainObject => ({
  keyPairName: "kp-a",
  auth: [{ password: ROOT_PASSWORD }, { privateKey: bench.keys.a.privateKey }],
  triggers: [trigger],
  ...(timeout === undefined ? {} : { timeouts: { update: timeout } }),
});

/** The second of three binds takes longer than two runs wait, and the program has asked for the third by then. */
const SLOWLY = { operation: "REPLACE", outcome: "succeed", durationMs: 400_000 } as const;

it("triggers that change while a bind for earlier ones waits bind once more, also after another run that only waited", async () => {
  const asked = (...rest: Parameters<typeof given>): PlainObject => ({ serverId, ...given(...rest) });
  const first = await bench.binding.create(asked(1));
  bench.emulator.control.taskScript({ serverId, ...SLOWLY });
  const second = await keptBy(bench.binding.update(first, asked(2, "100s")));
  const third = await keptBy(bench.binding.update(second.properties, asked(3, "100s")));
  expect(third.properties["triggers"]).toEqual([2]);
  const last = await bench.binding.update(third.properties, asked(3));
  expect(last).toMatchObject({ phase: "bound", triggers: [3] });
  expect(acceptedPosts(bench.emulator)).toHaveLength(3);
});

it("so do those of a fleet", async () => {
  const asked = (...rest: Parameters<typeof given>): PlainObject => ({ servers: [serverId], ...given(...rest) });
  const first = await bench.fleet.create(asked(1));
  bench.emulator.control.taskScript({ serverId, ...SLOWLY });
  const second = await keptBy(bench.fleet.update(first, asked(2, "100s")));
  const third = await keptBy(bench.fleet.update(second.properties, asked(3, "100s")));
  const last = await bench.fleet.update(third.properties, asked(3));
  expect(last).toMatchObject({ phase: "bound" });
  expect(acceptedPosts(bench.emulator)).toHaveLength(3);
  expect(await bench.fleet.diff(last, asked(3))).toMatchObject({ changes: false });
});
