import { z } from "zod";
import type { TaskOperation } from "./task";

/** What the next matching tasks do. */
export const taskScriptSchema = z.strictObject({
  serverId: z.string().optional(),
  operation: z.enum(["BIND", "RESET", "REPLACE", "UNBIND"]).optional(),
  times: z.number().int().min(1).default(1),
  outcome: z.enum(["succeed", "fail", "hang", "vanish"]),
  errorCode: z.string().optional(),
  errorMessage: z.string().optional(),
  durationMs: z.number().min(0).optional(),
  statuses: z.array(z.string()).min(1).optional(),
});

export type TaskScriptInput = z.input<typeof taskScriptSchema>;
export type TaskScript = z.output<typeof taskScriptSchema>;

/** The scripts still to be played, first come first served. */
export class TaskScripts {
  private scripts: TaskScript[] = [];

  add(script: TaskScript): void {
    this.scripts.push({ ...script });
  }

  /** The first script that fits, used up by one. */
  take(serverId: string, operation: TaskOperation): TaskScript | undefined {
    const script = this.scripts.find(
      (one) => (one.serverId ?? serverId) === serverId && (one.operation ?? operation) === operation,
    );
    if (script !== undefined) {
      script.times -= 1;
      this.scripts = this.scripts.filter((one) => one.times > 0);
    }
    return script;
  }

  clear(): void {
    this.scripts = [];
  }
}
