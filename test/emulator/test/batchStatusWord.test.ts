import { Bench, byPassword } from "./support/bench";

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start();
});

afterAll(() => bench.emulator.close());

it.each(["FAILED", "Failed"] as const)("batchStatusWord: %s", async (word) => {
  bench.emulator.control.reset();
  bench.emulator.control.settings({ quirks: { batchStatusWord: word } });
  const element = (id: string): object => ({ keypair_name: "one", server: { id, ...byPassword() } });
  const { status, body } = await bench.client.call("POST", "/v3/{project_id}/keypairs/batch-associate", {
    body: { batch_keypairs: ["up", "nowhere"].map(element) },
  });
  expect(status).toBe(202);
  expect(body).toMatchObject({
    tasks: [
      { server_id: "up", status: "SUCCESS" },
      { server_id: "nowhere", status: word, error_code: "KPS.0002" },
    ],
  });
});
