import { taskFailureReport, type FailedTaskFacts } from "../../provider/src/diagnostics/taskFailure";
import type { Chapter, Entry } from "./entry";
import { inProcessBench, ROOT_PASSWORD } from "../support/inProcess/inProcessBench";
import { keptBy } from "../support/rejections";

const facts = (changes: Partial<FailedTaskFacts>): FailedTaskFacts => ({
  operation: "BIND",
  online: true,
  serverId: "4116467c-a1b2",
  serverName: "web-1",
  keyPairName: "ops-2026",
  taskId: "1111...",
  taskStatus: `FAILED_${changes.operation ?? "BIND"}`,
  startedAt: "2026-11-21T02:46:15.000Z",
  tookMs: 34_000,
  message: "Update public key error",
  match: "exact",
  ...changes,
});

/** Tasks that failed, by operation and by what is known of them; and tasks that did not end. */
export async function taskFailures(): Promise<Chapter[]> {
  const failed = (title: string, changes: Partial<FailedTaskFacts>): Entry => ({
    title,
    text: taskFailureReport(facts(changes)),
  });
  return [
    {
      heading: "A task failed",
      entries: [
        failed("BIND on a running server", { message: "Login failed" }),
        failed("BIND on a stopped server", { online: false, message: "Unsupported image" }),
        failed("REPLACE on a running server", { operation: "REPLACE" }),
        failed("RESET on a stopped server", { operation: "RESET", online: false }),
        failed("UNBIND on a running server", { operation: "UNBIND" }),
        failed("UNBIND on a stopped server", { operation: "UNBIND", online: false }),
        failed("with a code", { code: "KPS.0004", message: "内部错误" }),
        failed("its record was not found by its id", { operation: "REPLACE", match: "probable" }),
        failed("it has no record in the failed-task list", { message: undefined, serverName: undefined }),
      ],
    },
    { heading: "A task did not end", entries: await unfinished() },
  ];
}

async function unfinished(): Promise<Entry[]> {
  const bench = inProcessBench();
  const { control } = bench.emulator;
  const inputs = { serverId: "running", keyPairName: "kp-a", auth: { password: ROOT_PASSWORD } };
  control.taskScript({ outcome: "hang", times: 2, statuses: ["RUNNING_BIND"] });
  const late = await keptBy(bench.binding.create({ ...inputs, timeouts: { create: "1s" } }));
  const removed = bench.binding.delete({ ...late.properties, timeouts: { delete: "1s" } });
  const onDelete = await removed.then(String, (error: unknown) => (error as Error).message);
  return [
    { title: "a bind reached its deadline", text: String(late.reasons[0]) },
    { title: "a binding is deleted while its task still runs", text: onDelete },
  ];
}
