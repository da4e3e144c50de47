import { Bench, byPassword } from "./support/bench";

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start();
});

beforeEach(() => bench.emulator.control.reset());

afterAll(() => bench.emulator.close());

async function act(action: object): Promise<string> {
  const { body } = await bench.client.call("POST", "/v1/{project_id}/cloudservers/action", { body: action });
  return (body as { job_id: string }).job_id;
}

const job = async (id: string): Promise<unknown> =>
  (await bench.client.call("GET", `/v1/{project_id}/jobs/${id}`)).body;

it("a server stops when the job has ended, and a task running on it fails", async () => {
  await bench.associate("up", "one", byPassword());
  bench.emulator.control.settings({ timeScale: 0.1 });
  const id = await act({ "os-stop": { type: "SOFT", servers: [{ id: "up" }] } });
  expect(await job(id)).toMatchObject({ job_id: id, job_type: "stopServer", status: "RUNNING" });
  expect(bench.emulator.control.state().servers[0]?.status).toBe("ACTIVE");
  bench.clock.pass(2600);
  expect(await job(id)).toMatchObject({
    status: "SUCCESS",
    entities: { sub_jobs: [{ status: "SUCCESS", entities: { server_id: "up" } }] },
  });
  expect(bench.emulator.control.state().servers[0]?.status).toBe("SHUTOFF");
  expect(bench.lastTask().taskStatus).toBe("FAILED_BIND");
});

it("a stopped server starts", async () => {
  await act({ "os-start": { servers: [{ id: "down" }] } });
  bench.finish();
  const { body } = await bench.client.call("GET", "/v1/{project_id}/cloudservers/down");
  expect(body).toMatchObject({
    server: { status: "ACTIVE", "OS-EXT-STS:vm_state": "active", "OS-EXT-STS:power_state": 1 },
  });
});

it("the detail list pages by page number and filters by name and status", async () => {
  const ids = async (query: string): Promise<[number, string[]]> => {
    const { body } = await bench.client.call("GET", `/v1/{project_id}/cloudservers/detail?${query}`);
    const page = body as { count: number; servers: { id: string }[] };
    return [page.count, page.servers.map((server) => server.id)];
  };
  expect(await ids("limit=1&offset=1")).toEqual([2, ["up"]]);
  expect(await ids("limit=1&offset=2")).toEqual([2, ["down"]]);
  expect(await ids("limit=1&offset=3")).toEqual([2, []]);
  expect(await ids("limit=10&offset=0")).toEqual([2, ["up", "down"]]);
  expect(await ids("name=down")).toEqual([1, ["down"]]);
  expect(await ids("status=ACTIVE")).toEqual([1, ["up"]]);
});
