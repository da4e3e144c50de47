import { reset, serviceError } from "./scriptedService";
import { watching, type Wait } from "./watching";
import { ServiceError } from "../../provider/src/transport/serviceError";

jest.setTimeout(60_000);

const all = (waits: readonly Wait[]): Promise<unknown> => Promise.all(waits.map(({ outcome }) => outcome));

function mostInOneSecond(times: readonly number[]): number {
  return Math.max(...times.map((start) => times.filter((atMs) => atMs >= start && atMs < start + 1_000).length));
}

describe("an outage of five minutes", () => {
  test.each([1, 2, 3, 1000])("fails none of %i waits and sees at most a request a second", async (n) => {
    const { clock, service, wait } = watching();
    const waits = Array.from({ length: n }, (_, index) => wait(service.add(`t-${index}`, 20_000 + index)));
    await clock.advance(10_000);
    const downMs = clock.monotonicMs();
    service.fault = ({ atMs }) => (atMs < downMs + 300_000 ? reset() : undefined);
    await clock.advance(300_000);
    const during = service.requests.filter(({ atMs }) => atMs >= downMs).map(({ atMs }) => atMs);
    expect(during.length).toBeGreaterThan(20);
    expect(during.length).toBeLessThanOrEqual(300);
    expect(mostInOneSecond(during)).toBe(1);
    const backMs = clock.monotonicMs();
    await clock.until(all(waits), 120_000);
    expect(clock.monotonicMs() - backMs).toBeLessThanOrEqual(15_000 + n * 5);
    waits.forEach((each) => expect(each.notes().at(0)).toBe("looking at the task fails (reset), trying again"));
  });

  test("that begins among confirmations stops them", async () => {
    const { clock, service, wait } = watching();
    const waits = Array.from({ length: 500 }, (_, index) => wait(service.add(`t-${index}`, 5_500)));
    let sent = 0;
    service.fault = ({ route }) => (route === "task" ? serviceError(503) : undefined);
    await clock.advance(6_500);
    sent = service.count("task");
    expect(sent).toBeLessThanOrEqual(17);
    await clock.advance(60_000);
    expect(service.requests.filter(({ atMs }) => atMs > 1_006_500).length).toBeLessThanOrEqual(2 * 61);
    service.fault = () => undefined;
    await clock.until(all(waits), 60_000);
  });
});

test("a list that fails for long does not keep the tasks from being seen", async () => {
  const { clock, service, wait } = watching();
  service.fault = ({ route }) => (route === "running" ? serviceError(500) : undefined);
  const waits = [1, 2, 3, 4, 5].map((index) => wait(service.add(`t-${index}`, 60_000)));
  await clock.until(all(waits), 90_000);
  expect(clock.monotonicMs()).toBeLessThan(1_080_000);
});

test("one task that cannot be read holds up no other", async () => {
  const { clock, service, wait } = watching();
  service.fault = ({ taskId }) => (taskId === "broken" ? serviceError(500) : undefined);
  const broken = wait(service.add("broken", 5_000));
  const waits = Array.from({ length: 20 }, (_, index) => wait(service.add(`t-${index}`, 5_500 + index * 400)));
  await clock.until(all(waits), 90_000);
  waits.forEach((each, index) => expect((each.endedAtMs ?? 0) - (1_005_500 + index * 400)).toBeLessThan(4_000));
  expect(broken.endedAtMs).toBeUndefined();
  await clock.advance(120_000);
  expect(service.requests.filter(({ taskId }) => taskId === "broken").length).toBeLessThan(45);
});

test("many tasks that cannot be read hold up no other", async () => {
  const { clock, service, wait } = watching();
  service.fault = ({ taskId }) => (taskId?.startsWith("broken") === true ? serviceError(500) : undefined);
  for (let index = 0; index < 12; index += 1) {
    wait(service.add(`broken-${index}`, 5_000)).outcome.catch(() => undefined);
  }
  const waits = Array.from({ length: 40 }, (_, index) => wait(service.add(`t-${index}`, 20_000 + 500 * index)));
  await clock.until(all(waits), 90_000);
  const lags = waits.map((each, index) => (each.endedAtMs ?? Infinity) - (1_020_000 + 500 * index));
  expect(Math.max(...lags)).toBeLessThan(4_000);
});

test("Retry-After is waited for in full", async () => {
  const { clock, service, wait } = watching();
  const fault = { service: "KPS", operation: "ListKeypairTask", method: "GET", host: "localhost", path: "/" };
  let left = 1;
  service.fault = () => (left-- > 0 ? new ServiceError({ ...fault, status: 429, retryAfterMs: 20_000 }) : undefined);
  const one = wait(service.add("a", 5_000));
  await clock.until(one.outcome, 60_000);
  const [first = 0, second = 0] = service.requests.map(({ atMs }) => atMs);
  expect(second - first).toBeGreaterThanOrEqual(20_000);
  expect(one.notes()).toEqual(["looking at the task fails (HTTP 429), trying again"]);
});

test("Retry-After is waited for by the task it was given for, even when others are answered", async () => {
  const { clock, service, wait } = watching({ random: () => 0.5 });
  const fault = { service: "KPS", operation: "ListKeypairTask", method: "GET", host: "localhost", path: "/" };
  let left = 1;
  service.fault = ({ taskId }) =>
    taskId === "a" && left-- > 0 ? new ServiceError({ ...fault, status: 429, retryAfterMs: 20_000 }) : undefined;
  const waits = [wait(service.add("a", 5_000)), wait(service.add("b", 30_000))];
  await clock.until(all(waits), 60_000);
  const [first = 0, second = 0] = service.requests.flatMap(({ atMs, taskId }) => (taskId === "a" ? [atMs] : []));
  expect(second - first).toBeGreaterThanOrEqual(20_000);
  expect(service.requests.filter(({ taskId }) => taskId === "b").length).toBeGreaterThan(10);
});

test("troubles are counted in the deadline error", async () => {
  const { clock, service, wait } = watching();
  service.fault = ({ atMs }) => (atMs < 1_005_000 ? undefined : serviceError(503, "KPS.0001"));
  const one = wait(service.add("a", 60_000), { deadlineMs: 1_030_000 });
  const error: unknown = await clock.until(one.outcome, 60_000).catch((reason: unknown) => reason);
  expect(error).toHaveProperty(["observed", "RUNNING_BIND"]);
  expect(error).toHaveProperty(["observed", "HTTP 503 KPS.0001"]);
});

test("waits for the request limit are told when they are worth it", async () => {
  const { clock, service, wait } = watching();
  const one = wait(service.add("a", 10_000));
  await clock.advance(1_200);
  service.options[0]?.onWait?.({ ms: 200 });
  service.options[0]?.onWait?.({ ms: 3_100 });
  expect(one.notes()).toEqual(["waiting 4 s for the request limit"]);
  await clock.until(one.outcome, 60_000);
});

describe("a credential that is not accepted", () => {
  test.each([1, 3])("ends the waits at once (%i)", async (n) => {
    const { clock, service, wait } = watching();
    service.fault = ({ atMs }) => (atMs > 1_005_000 ? serviceError(401, "APIGW.0301") : undefined);
    const waits = Array.from({ length: n }, (_, index) => wait(service.add(`t-${index}`, 60_000)));
    for (const each of waits) {
      await expect(clock.until(each.outcome, 30_000)).rejects.toMatchObject({ name: "ServiceError", status: 401 });
    }
    expect(clock.monotonicMs()).toBeLessThan(1_007_000);
  });
});

describe("permissions", () => {
  test.each([1, 2, 3, 10])("that allow neither the list nor the task end %i waits", async (n) => {
    const { clock, service, wait } = watching();
    service.fault = () => serviceError(403, "KPS.0010");
    const waits = Array.from({ length: n }, (_, index) => wait(service.add(`t-${index}`, 60_000)));
    for (const each of waits) {
      await expect(clock.until(each.outcome, 60_000)).rejects.toMatchObject({ name: "ServiceError", status: 403 });
    }
    expect(service.count("running")).toBe(3);
  });

  test.each([1, 3])("that allow the list only keep %i waits going to the deadline", async (n) => {
    const { clock, service, wait } = watching();
    service.fault = ({ route }) => (route === "task" ? serviceError(403) : undefined);
    const deadlineMs = clock.monotonicMs() + 60_000;
    const waits = Array.from({ length: n }, (_, index) => wait(service.add(`t-${index}`, 10_000), { deadlineMs }));
    for (const each of waits) {
      const error: unknown = await clock.until(each.outcome, 90_000).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name: "TaskDeadlineError" });
      expect(error).toHaveProperty(["observed", "HTTP 403"]);
    }
  });

  test("that are missing for a moment only end nothing", async () => {
    const { clock, service, wait } = watching();
    let left = 2;
    service.fault = ({ route }) => (route === "task" && left-- > 0 ? serviceError(403) : undefined);
    const one = wait(service.add("a", 10_000));
    await expect(clock.until(one.outcome, 60_000)).resolves.toMatchObject({ end: "success" });
  });
});
