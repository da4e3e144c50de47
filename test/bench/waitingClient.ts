import { benchCloud } from "./benchCloud";
import { waitBy, type Wait } from "./strategy";
import { postedTask, ready, type WaitingOrder, waitingOrder, type WaitingResult } from "./waitingMessages";

/** A process that does nothing but wait for tasks, so that its CPU time is the price of waiting. */
async function serve(order: WaitingOrder): Promise<void> {
  const wait = waitBy(order.strategy, await benchCloud(order.config, order.timeScale), order.timeScale);
  const before = process.cpuUsage();
  const result = new Promise<Record<string, number>>((resolve, reject) => {
    const endedAt: Record<string, number> = {};
    let left = order.tasks;
    const follow = async (...[task]: Parameters<Wait>): Promise<void> => {
      await wait(task);
      endedAt[task.taskId] = Number(process.hrtime.bigint()) / 1e6;
      left -= 1;
      if (left === 0) {
        resolve(endedAt);
      }
    };
    process.on("message", (message) => void follow(postedTask.parse(message)).catch(reject));
  });
  process.send?.(ready);
  const endedAt = await result;
  const { user, system } = process.cpuUsage(before);
  process.send?.({ endedAt, cpuMs: (user + system) / 1000 } satisfies WaitingResult);
  process.disconnect();
}

process.once("disconnect", () => process.exit());
process.once("message", (message) => void serve(waitingOrder.parse(message)));
