import type { FaultInput } from "../src/index";
import { Bench, byPassword, newKey, password } from "./support/bench";
import type { Sending } from "./support/signedClient";

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start();
});

beforeEach(() => bench.emulator.control.reset());

afterAll(() => bench.emulator.close());

it("notes every request in order, a batch one row per server", async () => {
  bench.emulator.control.putServer("up2", { rootPassword: password });
  await bench.client.call("GET", "/v3/{project_id}/running-tasks?limit=5");
  const element = (id: string): object => ({ keypair_name: "one", server: { id, ...byPassword() } });
  const batch = await bench.client.call("POST", "/v3/{project_id}/keypairs/batch-associate", {
    body: { batch_keypairs: ["up", "down", "up2", "nowhere"].map(element) },
  });
  const taskId = expect.any(String) as string;
  expect(batch.body).toEqual({
    tasks: [
      { task_id: taskId, server_id: "up", status: "SUCCESS" },
      { server_id: "down", status: "FAILED", error_code: "KPS.0002", error_msg: expect.any(String) as string },
      { task_id: taskId, server_id: "up2", status: "SUCCESS" },
      { server_id: "nowhere", status: "FAILED", error_code: "KPS.0002", error_msg: expect.any(String) as string },
    ],
  });
  const rows = bench.emulator.control.requests();
  expect(rows).toMatchObject([
    { operation: "ListRunningTask", path: expect.stringMatching(/running-tasks$/) as string, accepted: false },
    { operation: "BatchAssociateKeypair", serverId: "up", accepted: true, taskId, keyPairName: "one" },
    { operation: "BatchAssociateKeypair", serverId: "down", accepted: false },
    { operation: "BatchAssociateKeypair", serverId: "up2", accepted: true, taskId },
    { operation: "BatchAssociateKeypair", serverId: "nowhere", accepted: false },
  ]);
  expect(rows.every((row) => row.at === bench.clock.now() && row.who === "operator")).toBe(true);
});

const batchOf = (...ids: string[]): object => ({
  batch_keypairs: ids.map((id) => ({ keypair_name: "one", server: { id, ...byPassword() } })),
});

it.each<[string, FaultInput[], Sending, number]>([
  ["cut off", [{ operation: "BatchAssociateKeypair", cut: "before" }], {}, 0],
  ["answered by a script", [{ operation: "BatchAssociateKeypair", status: 503 }], {}, 503],
  ["sent by nobody", [], { unsigned: true }, 401],
])("a batch that is %s is one row per server, too", async (_title, faults, sending, status) => {
  faults.forEach((fault) => bench.emulator.control.fault(fault));
  const path = "/v3/{project_id}/keypairs/batch-associate";
  await bench.client.call("POST", path, { body: batchOf("up", "down"), ...sending }).catch(() => undefined);
  const row = { operation: "BatchAssociateKeypair", keyPairName: "one", status, accepted: false };
  expect(bench.emulator.control.requests()).toMatchObject([
    { ...row, serverId: "up" },
    { ...row, serverId: "down" },
  ]);
});

it("a request that nothing came of names its server and its key pair all the same", async () => {
  bench.emulator.control.fault({ operation: "AssociateKeypair", status: 500 });
  await bench.associate("up", "one", byPassword());
  bench.emulator.control.settings({ requestsPerMinute: 1 });
  await bench.disassociate("up");
  await bench.disassociate("up");
  await bench.client.call("POST", "/v3/{project_id}/keypairs", { body: { keypair: { name: "new" } }, unsigned: true });
  await bench.client.call("POST", "/v3/{project_id}/keypairs", { body: "{", unsigned: true });
  expect(bench.emulator.control.requests()).toMatchObject([
    { operation: "AssociateKeypair", status: 500, serverId: "up", keyPairName: "one", accepted: false },
    { operation: "DisassociateKeypair", status: 400, serverId: "up" },
    { operation: "DisassociateKeypair", status: 429, serverId: "up" },
    { operation: "CreateKeypair", status: 401, keyPairName: "new" },
    { operation: "CreateKeypair", status: 401 },
  ]);
});

it("never holds a secret", async () => {
  const key = newKey();
  const path = "/v3/{project_id}/keypairs/private-key/import";
  const encryption = { type: "default" };
  const keypair = { name: "one", key_protection: { private_key: bench.one.privateKey, encryption } };
  await bench.client.call("POST", path, { body: { keypair } });
  await bench.associate("up", "one", { auth: { type: "keypair", key: key.privateKey } });
  await bench.associate("up", "one", byPassword());
  await bench.client.call("GET", "/v3/{project_id}/keypairs?token=hidden");
  const log = JSON.stringify([bench.emulator.control.requests(), bench.emulator.control.state()]);
  for (const secret of [password, "PRIVATE KEY", "hidden", bench.emulator.credentials.secretKey]) {
    expect(log).not.toContain(secret);
  }
});

it("an address nobody serves is answered by the gateway and noted", async () => {
  const reply = await bench.client.call("GET", "/v3/{project_id}/nothing");
  expect(reply.status).toBe(404);
  expect(reply.body).toMatchObject({ error_code: "APIGW.0101" });
  expect(bench.emulator.control.requests()).toMatchObject([{ operation: "Unknown", status: 404 }]);
});
