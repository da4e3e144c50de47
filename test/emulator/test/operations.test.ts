import { operations } from "../src/services/operations";
import { operationCases } from "./cases/operationCases";
import type { OperationCase } from "./cases/operationCase";
import { Bench } from "./support/bench";
import type { Reply } from "./support/signedClient";

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start();
});

beforeEach(() => bench.emulator.control.reset());

afterAll(() => bench.emulator.close());

async function play(one: OperationCase, sending: object = {}): Promise<Reply> {
  const prepared = await one.prepare?.(bench);
  const path = typeof one.path === "string" ? one.path : one.path(bench, prepared);
  const headers = {
    ...(one.token === undefined ? {} : { "x-auth-token": await one.token(bench.emulator) }),
    ...(one.subject === undefined ? {} : { "x-subject-token": await one.subject(bench.emulator) }),
  };
  const unsigned = one.token !== undefined;
  return bench.client.call(one.method, path, { body: one.body?.(bench), headers, unsigned, ...sending });
}

describe.each(Object.entries(operationCases))("%s", (name, cases) => {
  it.each(cases.map((one) => [one.column, one.title, one] as const))("%s: %s", async (_column, _title, one) => {
    const reply = await play(one);
    expect(reply.status).toBe(one.status);
    expect(JSON.stringify(reply.body ?? "")).toContain(one.code ?? "");
    expect(reply.headers.get("x-request-id")).toMatch(/^[0-9a-f]{32}$/);
    const rows = bench.emulator.control.requests();
    expect(rows.at(-1)).toMatchObject({ operation: name, method: one.method, status: one.status });
  });

  const [first] = cases;
  const signed = operations.some((one) => one.name === name && one.anonymous !== true);
  if (first !== undefined && (signed || name === "BatchStartServers")) {
    it.each([
      ["missing", { unsigned: true, headers: {} }],
      ["wrong", { secretKey: "wrong" }],
    ])("%s authentication", async (_title, sending) => {
      const reply = await play(first, sending);
      expect(reply.status).toBe(401);
      expect(reply.body).toMatchObject({ error_code: "APIGW.0301" });
      expect(bench.emulator.control.requests().at(-1)).toMatchObject({
        accepted: false,
        who: "anonymous",
        status: 401,
      });
    });
  }
});

it("every operation the emulator serves has its cases", () => {
  const untested = operations.filter((one) => operationCases[one.name] === undefined).map((one) => one.name);
  expect(untested).toEqual([]);
});
