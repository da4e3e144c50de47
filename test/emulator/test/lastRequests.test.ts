import { Bench, byPassword } from "./support/bench";

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start();
  await bench.client.call("GET", "/v3/{project_id}/running-tasks");
  const element = (id: string): object => ({ keypair_name: "one", server: { id, ...byPassword() } });
  const body = { batch_keypairs: ["up", "nowhere"].map(element) };
  await bench.client.call("POST", "/v3/{project_id}/keypairs/batch-associate", { body });
});

afterAll(() => bench.emulator.close());

async function ask(query: string): Promise<{ status: number; body: unknown }> {
  const reply = await fetch(`${bench.emulator.url}/_emulator/requests${query}`);
  return { status: reply.status, body: await reply.json() };
}

it.each([
  ["", ["ListRunningTask", "up", "nowhere"]],
  ["?last=1", ["nowhere"]],
  ["?last=2", ["up", "nowhere"]],
  ["?last=3", ["ListRunningTask", "up", "nowhere"]],
  ["?last=1000", ["ListRunningTask", "up", "nowhere"]],
])("GET requests%s: the newest ones, a batch one row per server", async (query, expected) => {
  const { status, body } = await ask(query);
  const rows = body as { operation: string; serverId?: string }[];
  expect(status).toBe(200);
  expect(rows.map(({ operation, serverId }) => serverId ?? operation)).toEqual(expected);
});

it.each(["0", "-1", "1.5", "many", ""])("GET requests?last=%s is refused and says why", async (last) => {
  const { status, body } = await ask(`?last=${last}`);
  expect(status).toBe(400);
  expect(body).toMatchObject({ error_code: "EMULATOR.0400", error_msg: expect.stringContaining("last") as string });
});
