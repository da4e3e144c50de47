import { Bench } from "./support/bench";

const count = 500;

it("hundreds of tasks are listed page by page without gap or repetition, and all end", async () => {
  const servers = Array.from({ length: count }, (_, index) => ({ id: `s-${index}`, status: "SHUTOFF" as const }));
  const bench = await Bench.start({ seed: { keyPairs: [{ name: "one" }], servers }, requestsPerMinute: 0 });
  try {
    const batch = Array.from({ length: 20 }, (_, part) =>
      servers.slice((part * count) / 20, ((part + 1) * count) / 20),
    );
    await Promise.all(
      batch.map(async (part) => {
        for (const { id } of part) {
          await bench.associate(id, "one");
        }
      }),
    );
    const seen = new Set<string>();
    for (let offset = 0; offset < count; offset += 50) {
      const { body } = await bench.client.call("GET", `/v3/{project_id}/running-tasks?limit=50&offset=${offset}`);
      const page = body as { total: number; tasks: { task_id: string }[] };
      expect(page.total).toBe(count);
      page.tasks.forEach((task) => seen.add(task.task_id));
    }
    expect(seen.size).toBe(count);
    bench.finish();
    const { tasks } = bench.emulator.control.state();
    expect(tasks.filter((task) => task.taskStatus === "SUCCESS_BIND")).toHaveLength(count);
  } finally {
    await bench.emulator.close();
  }
}, 60_000);
