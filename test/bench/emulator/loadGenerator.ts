import { ClosedLoop } from "./closedLoop";
import { cpuSeconds } from "./cpuSeconds";
import { type LoadOrder, loadOrder, type LoadResult, type WindowResult } from "./speedMessages";

/** A process that does nothing but send requests: to one server after the other, in another order every round. */
async function generate(order: LoadOrder): Promise<LoadResult> {
  const loops = await Promise.all(
    order.targets.map(async ({ port, pid, request, bodyBytes }) => ({
      pid,
      loop: await ClosedLoop.open(port, order.connections, request, bodyBytes),
    })),
  );
  const rounds: LoadResult = [];
  for (let round = -order.warmUpRounds; round < order.rounds; round += 1) {
    const results = new Map<number, WindowResult>();
    const turns = [...loops.entries()];
    for (const [index, { pid, loop }] of round % 2 === 0 ? turns : turns.reverse()) {
      results.set(index, await measure(loop, pid, order.windowMs));
    }
    if (round >= 0) {
      rounds.push(loops.flatMap((_, index) => results.get(index) ?? []));
    }
  }
  loops.forEach(({ loop }) => loop.close());
  return rounds;
}

async function measure(loop: ClosedLoop, pid: number, windowMs: number): Promise<WindowResult> {
  const cpuBefore = cpuSeconds(pid);
  const startMs = performance.now();
  const replies = await loop.run(windowMs);
  const seconds = (performance.now() - startMs) / 1000;
  const cpuAfter = cpuSeconds(pid);
  return { replies, seconds, cpuSeconds: cpuBefore === null || cpuAfter === null ? null : cpuAfter - cpuBefore };
}

process.once("disconnect", () => process.exit());
process.on("message", (message) => {
  void generate(loadOrder.parse(message)).then((result) => process.send?.(result));
});
