import type { FinishedTask } from "../../operations/report/finishedTask";
import { plainLines } from "../plainText";
import { deedOf, reasonOf } from "./reasonOf";

/** An annotation of GitHub Actions for each failed task, and one that sums up. One line each. */
export function githubAnnotations(tasks: readonly FinishedTask[]): string {
  const failed = tasks.filter(({ outcome }) => outcome === "failed");
  const errors = failed.map((task) => {
    const facts = [`task ${task.taskId}`, task.taskStatus, `${task.seconds} s`, task.urn].filter(Boolean).join("\n");
    return `::error title=${property(`${deedOf(task)} failed`)}::${data(`${reasonOf(task)}\n${facts}`)}`;
  });
  const sum = `${tasks.length} KPS tasks finished, ${failed.length} failed`;
  return [...errors, `::notice title=${property("huaweicloud-kps")}::${data(sum)}`].map((line) => `${line}\n`).join("");
}

/** Text of a workflow command as the runner undoes it: a raw line end would begin a command of the text's own. */
function data(text: string): string {
  return plainLines(text).replace(/%/g, "%25").replace(/\n/g, "%0A");
}

function property(text: string): string {
  return data(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
