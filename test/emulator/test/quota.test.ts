import { Bench } from "./support/bench";

let bench: Bench;
const tasks = "/v3/{project_id}/running-tasks";

beforeAll(async () => {
  bench = await Bench.start({ timeScale: 0.001 });
});

beforeEach(() => bench.emulator.control.reset());

afterAll(() => bench.emulator.close());

async function statuses(path: string, times: number): Promise<number[]> {
  const replies = [];
  for (let index = 0; index < times; index += 1) {
    replies.push((await bench.client.call("GET", path)).status);
  }
  return replies;
}

it("allows 300 requests in any 60 s, and answers the others with the gateway's own words", async () => {
  const first = await statuses(tasks, 300);
  expect(new Set(first)).toEqual(new Set([200]));
  const refused = await bench.client.call("GET", tasks);
  expect(refused.status).toBe(429);
  expect(refused.body).toMatchObject({
    error_code: "APIGW.0308",
    error_msg: "The throttling threshold has been reached: policy user over ratelimit,limit:300,time:1 minute",
  });
});

it("slides: what was asked 60 s ago no longer counts, whatever the time scale", async () => {
  bench.emulator.control.settings({ requestsPerMinute: 2 });
  expect(await statuses(tasks, 1)).toEqual([200]);
  bench.clock.pass(40_000);
  expect(await statuses(tasks, 2)).toEqual([200, 429]);
  bench.clock.pass(20_001);
  expect(await statuses(tasks, 2)).toEqual([200, 429]);
});

it("counts ECS apart, and key pairs apart from tasks", async () => {
  bench.emulator.control.settings({ requestsPerMinute: 1, ecsRequestsPerMinute: 2 });
  expect(await statuses(tasks, 2)).toEqual([200, 429]);
  expect(await statuses("/v3/{project_id}/keypairs", 2)).toEqual([200, 429]);
  expect(await statuses("/v1/{project_id}/cloudservers/up", 3)).toEqual([200, 200, 429]);
});

it("0 lifts it", async () => {
  bench.emulator.control.settings({ requestsPerMinute: 0 });
  expect(new Set(await statuses(tasks, 320))).toEqual(new Set([200]));
});
