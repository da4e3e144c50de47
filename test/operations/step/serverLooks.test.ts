import { isServerNotFound } from "../../../provider/src/client/apiErrors";
import { ServerLooks } from "../../../provider/src/operations/step/serverLooks";
import type { StepLimits } from "../../../provider/src/operations/step/withinStep";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { rejectionOf } from "../../support/rejections";

let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench();
});

const servers = (count: number): string[] => Array.from({ length: count }, (_, index) => `many-${index}`);

function withServers(count: number): string[] {
  const ids = servers(count);
  ids.forEach((id) => bench.emulator.control.putServer(id, { name: `name-${id}`, status: "ACTIVE" }));
  return ids;
}

const ecsRequests = (): string[] =>
  bench.emulator.control
    .requests()
    .map(({ operation }) => operation)
    .filter((operation) => operation === "ShowServer" || operation === "ListServersDetails");

async function looking(): Promise<{ looks: ServerLooks; limits: StepLimits }> {
  const cloud = await bench.others();
  return {
    looks: new ServerLooks(cloud),
    limits: { cloud, deadlineMs: bench.world.clock.monotonicMs() + 60_000, signal: undefined },
  };
}

it("asks for a few servers one by one", async () => {
  const { looks, limits } = await looking();
  const ids = withServers(3);
  const found = await Promise.all(ids.map((id) => looks.ask(id, limits)));
  expect(found.map(({ name }) => name)).toEqual(ids.map((id) => `name-${id}`));
  expect(ecsRequests()).toEqual(["ShowServer", "ShowServer", "ShowServer"]);
});

it("serves a crowd with a list of just these servers, and proves alone whom the list does not show", async () => {
  const { looks, limits } = await looking();
  const ids = withServers(50);
  withServers(500);
  const found = await Promise.allSettled([...ids, "nowhere"].map((id) => looks.ask(id, limits)));
  expect(found.slice(0, 50).map((one) => one.status === "fulfilled" && one.value.id)).toEqual(ids);
  const last = found[50];
  expect(last?.status === "rejected" && isServerNotFound(last.reason)).toBe(true);
  expect(ecsRequests()).toEqual(["ListServersDetails", "ShowServer"]);
});

it("goes on listing by ids when none of the servers exists", async () => {
  const { looks, limits } = await looking();
  const ids = withServers(6);
  await Promise.allSettled(ids.map((id) => looks.ask(`no-${id}`, limits)));
  await Promise.all(ids.map((id) => looks.ask(id, limits)));
  expect(ecsRequests().filter((operation) => operation === "ListServersDetails")).toHaveLength(2);
  expect(ecsRequests()).toHaveLength(8);
});

describe("where the service cannot list by ids", () => {
  it("lists the project, and one of more pages than there are asks no second time", async () => {
    const { looks, limits } = await looking();
    bench.emulator.control.settings({ quirks: { serverIdFilter: "ignored" } });
    const ids = withServers(901);
    const lists = (): number => ecsRequests().filter((operation) => operation === "ListServersDetails").length;
    await Promise.all(ids.slice(-9).map((id) => looks.ask(id, limits)));
    expect(lists()).toBe(1);
    await Promise.all(ids.slice(-9).map((id) => looks.ask(id, limits)));
    expect(lists()).toBe(2);
    await Promise.all(ids.slice(-9).map((id) => looks.ask(id, limits)));
    expect(lists()).toBe(2);
    await Promise.all(ids.map((id) => looks.ask(id, limits)));
    expect(lists()).toBeGreaterThan(2);
    expect(ecsRequests().length).toBeLessThan(60);
  });

  it("asks one by one, and for no list any more once both kinds were refused", async () => {
    const { looks, limits } = await looking();
    const ids = withServers(12);
    bench.emulator.control.fault({
      operation: "ListServersDetails",
      times: 5,
      status: 403,
      body: { error: { code: "Ecs.0013" } },
    });
    for (let round = 1; round <= 3; round += 1) {
      const found = await Promise.all(ids.map((id) => looks.ask(id, limits)));
      expect(found.map(({ id }) => id)).toEqual(ids);
    }
    expect(ecsRequests().filter((operation) => operation === "ListServersDetails")).toHaveLength(2);
  });

  it("asks one by one when a list fails, and lists again the next time", async () => {
    const { looks, limits } = await looking();
    const ids = withServers(12);
    bench.emulator.control.fault({ operation: "ListServersDetails", times: 1, status: 503, body: {} });
    await Promise.all(ids.map((id) => looks.ask(id, limits)));
    expect(ecsRequests()).toHaveLength(13);
    await Promise.all(ids.map((id) => looks.ask(id, limits)));
    expect(ecsRequests()).toHaveLength(14);
  });
});

it("keeps nobody longer than his own deadline, and the others waiting", async () => {
  const { looks, limits } = await looking();
  const [id = ""] = withServers(1);
  bench.emulator.control.fault({ operation: "ShowServer", times: 1, delayMs: 300 });
  const hasty = rejectionOf(looks.ask(id, { ...limits, deadlineMs: bench.world.clock.monotonicMs() + 20 }));
  expect((await looks.ask(id, limits)).id).toBe(id);
  expect((await hasty).message).toContain("the deadline has passed");
});
