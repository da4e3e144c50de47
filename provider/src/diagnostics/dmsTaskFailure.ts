import { report, type Fact } from "./report";
import { cutText } from "./text/cutText";
import { visibleLine } from "./text/visibleText";
import { withoutSecretValues } from "./withoutSecretValues";

/** What is known of a background task that failed or was cancelled. */
export interface FailedDmsTask {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly userName?: string | undefined;
  /** As the service writes it; what looks like a secret is removed here. */
  readonly params?: string | undefined;
  /** ISO 8601 UTC. */
  readonly createdAt?: string | undefined;
  /** ISO 8601 UTC. */
  readonly updatedAt?: string | undefined;
}

/** Tasks that are described; of more than these only the number is given. */
const described = 5;
/** Characters of a name that are shown. */
const nameLimit = 200;
/** Characters of the parameters that are shown. */
const paramsLimit = 200;

/** The text a person reads on the gate behind which tasks failed: first line the headline, then each task. */
export function dmsTaskFailureReport(instanceId: string, failed: readonly FailedDmsTask[], total: number): string {
  const [first] = failed;
  const what =
    failed.length === 1 && first !== undefined
      ? `background task ${nameOf(first)} of DMS instance ${instanceId} ended as ${first.status}`
      : `${failed.length} of ${total} background tasks of DMS instance ${instanceId} failed or were cancelled`;
  const more = failed.length - described;
  return report(what, [
    ...failed.slice(0, described).flatMap(factsOf),
    ["more", more > 0 ? `${more} more; \`listDmsTasks\` gives them all` : ""],
    [
      "next",
      'look at the tasks in the DMS console and repeat what failed; then delete the old records or move since past them, or go on regardless with onFailed: "report"; and run `pulumi up` again',
    ],
  ]);
}

function factsOf(task: FailedDmsTask): Fact[] {
  return [
    [
      "task",
      [
        `${nameOf(task)} (${task.id})`,
        task.status,
        task.userName === undefined ? "" : `by ${shortText(task.userName)}`,
        task.createdAt === undefined ? "" : `created ${timeText(task.createdAt)}`,
        task.updatedAt === undefined ? "" : `ended ${timeText(task.updatedAt)}`,
      ]
        .filter(Boolean)
        .join(", "),
    ],
    ["params", paramsText(task.params)],
  ];
}

function paramsText(params: string | undefined): string {
  return params === undefined || params === "{}"
    ? ""
    : cutText(visibleLine(withoutSecretValues(params)), paramsLimit, " ...");
}

function nameOf(task: FailedDmsTask): string {
  return shortText(task.name) || "without a name";
}

function shortText(text: string): string {
  return cutText(visibleLine(text), nameLimit);
}

function timeText(time: string): string {
  return time.replace("T", " ").replace(/\.\d+Z$/, "Z");
}
