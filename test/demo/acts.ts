import type { Stack } from "../support/stack";
import type { RunResult } from "../support/pulumiRun";

/** The servers of the demo; Pulumi never stores these passwords. */
export const servers = {
  web: { id: "11111111-1111-4111-8111-111111111111", rootPassword: "Web-Root-4711" },
  db: { id: "22222222-2222-4222-8222-222222222222", rootPassword: "Db-Root-4712" },
  batch: { id: "33333333-3333-4333-8333-333333333333", rootPassword: "Batch-Root-4713" },
} as const;

/** One step of the demo: what is changed, what is run, and what has to come of it. */
export interface Act {
  readonly title: string;
  readonly command: "up" | "destroy";
  prepare?(stack: Stack): Promise<void>;
  /** The passwords in the environment of this run. */
  readonly passwords: Readonly<Record<string, string>>;
  /** Binding requests KPS has to accept: one for each intended change. */
  readonly requests: number;
  /** Whether the run went as announced. */
  asAnnounced(run: RunResult): boolean;
}

const wrong = "Not-The-Password-1";
const { web, db, batch } = servers;
const firstTwo = { ROOT_PASSWORD_WEB: web.rootPassword, ROOT_PASSWORD_DB: db.rootPassword };

/** The demo in order. */
export const acts: readonly Act[] = [
  {
    title: "A new key pair, bound to two running servers. Their root passwords come from the environment.",
    command: "up",
    passwords: firstTwo,
    requests: 2,
    asAnnounced: ({ ok, summary }) => ok && summary["create"] === 4,
  },
  {
    title: "A third server, but its root password is wrong: the bind fails, and the error says why.",
    command: "up",
    prepare: (stack) => stack.setConfig({ "servers.batch": batch.id }),
    passwords: { ...firstTwo, ROOT_PASSWORD_BATCH: wrong },
    requests: 1,
    asAnnounced: ({ ok, diagnostics }) =>
      !ok &&
      diagnostics.some(
        ({ severity, urn, message }) => severity === "error" && urn.endsWith("::batch") && /FAILED_BIND/.test(message),
      ),
  },
  {
    title: "The password is corrected: the next `up` tries once more, for this server alone.",
    command: "up",
    passwords: { ...firstTwo, ROOT_PASSWORD_BATCH: batch.rootPassword },
    requests: 1,
    asAnnounced: ({ ok, summary }) => ok && summary["update"] === 1 && summary["same"] === 4,
  },
  {
    title: "Nothing has changed: `up` sends nothing. The passwords are no longer needed.",
    command: "up",
    passwords: {},
    requests: 0,
    asAnnounced: ({ ok, summary }) => ok && summary["same"] === 5 && Object.keys(summary).length === 1,
  },
  {
    title: "A new key pair takes the place of the old one on every server (REPLACE), then the old one is deleted.",
    command: "up",
    prepare: (stack) => stack.setConfig({ "keyNames[0]": "ops-2027", "keyNames[1]": "ops-2026" }),
    passwords: {},
    requests: 3,
    asAnnounced: ({ ok, summary }) => ok && summary["replace"] === 1 && summary["update"] === 3,
  },
  {
    title: "`destroy` takes the key pair off the servers and deletes it.",
    command: "destroy",
    passwords: {},
    requests: 3,
    asAnnounced: ({ ok, summary }) => ok && summary["delete"] === 5,
  },
];
