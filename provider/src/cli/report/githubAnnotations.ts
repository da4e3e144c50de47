import { plainLines } from "../plainText";
import type { ReadReport } from "./readReport";
import { deedOf, reasonOf } from "./reasonOf";
import { isAmiss, outcomeCounts, wishOf } from "./tasklessWords";

/** An annotation of GitHub Actions for each failed task and refused server, and one that sums up. One line each. */
export function githubAnnotations({ tasks, servers }: Pick<ReadReport, "tasks" | "servers">): string {
  const failed = tasks.filter(({ outcome }) => outcome === "failed");
  const errors = failed.map((task) => {
    const facts = [`task ${task.taskId}`, task.taskStatus, `${task.seconds} s`, task.urn].filter(Boolean).join("\n");
    return `::error title=${property(`${deedOf(task)} failed`)}::${data(`${reasonOf(task)}\n${facts}`)}`;
  });
  const refusals = servers.filter(isAmiss).map((server) => {
    const facts = [reasonOf(server), server.urn].filter(Boolean).join("\n");
    return `::error title=${property(`${wishOf(server)} ${server.outcome}`)}::${data(facts)}`;
  });
  const counts = outcomeCounts(servers).map(([what, count]) => `${count} ${what}`);
  const others = counts.length === 0 ? "" : `; servers without a task: ${counts.join(", ")}`;
  const sum = `${tasks.length} KPS tasks finished, ${failed.length} failed${others}`;
  return [...errors, ...refusals, `::notice title=${property("huaweicloud-kps")}::${data(sum)}`]
    .map((line) => `${line}\n`)
    .join("");
}

/** Text of a workflow command as the runner undoes it: a raw line end would begin a command of the text's own. */
function data(text: string): string {
  return plainLines(text).replace(/%/g, "%25").replace(/\n/g, "%0A");
}

function property(text: string): string {
  return data(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
