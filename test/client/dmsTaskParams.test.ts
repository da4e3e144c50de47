import { listDmsTasks } from "../../provider/src/client/dms/listDmsTasks";
import { alterAnswers } from "../support/inProcess/alteredAnswers";
import { inProcessBench } from "../support/inProcess/inProcessBench";

async function paramsFor(params: unknown): Promise<string | undefined> {
  const bench = inProcessBench();
  bench.emulator.control.putDmsInstance("kafka-1", { tasks: [] });
  alterAnswers(bench, "/instances/", () => ({ task_count: 1, tasks: [{ id: "a", status: "FAILED", params }] }));
  const { tasks } = await listDmsTasks(await bench.others(), "kafka-1");
  return tasks[0]?.params;
}

it("parameters that are cut lose their secrets before that, by name, in pairs and in JSON texts within", async () => {
  const params = await paramsFor(
    JSON.stringify({
      list: [{ name: "sasl_password", value: "hunter2" }],
      body: JSON.stringify({ password: "hunter2", topic: "orders" }),
      padding: "x".repeat(20_000),
    }),
  );
  expect(params?.length).toBeLessThan(16 * 1024 + 4);
  expect(params).toContain("orders");
  expect(params).not.toContain("hunter2");
});

it("parameters that fit are given as the service writes them", async () => {
  const params = JSON.stringify({ topic: "orders", password: "hunter2" });
  expect(await paramsFor(params)).toBe(params);
});
