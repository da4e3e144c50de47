import { z } from "zod";
import { entriesOf } from "../wire/listAnswer";
import { optionalIsoMs } from "../wire/epochMs";
import { optionalText, text, orNone, textUpTo } from "../wire/text";
import { optionalCount } from "../wire/whole";

/** A background task of a DMS instance. Texts are empty where the service left them out. */
export interface DmsTask {
  readonly id: string;
  /** Such as `bindInstancePublicIp`. */
  readonly name: string;
  /** JSON text. */
  readonly params?: string;
  readonly userName?: string;
  readonly userId?: string;
  /** CREATED, EXECUTING, SUCCESS, FAILED, CANCELLED or DELETED. */
  readonly status: string;
  /** ms since 1970. */
  readonly createdAt?: number;
  /** ms since 1970. */
  readonly updatedAt?: number;
}

/** Parameters are JSON texts of some length; only their start is shown, and nothing of them is kept. */
const optionalParams = orNone(textUpTo(16 * 1024));

/** The envelope of list and show. */
export const dmsTasksWire = z
  .object({
    task_count: optionalCount,
    tasks: z
      .array(
        z.object({
          id: text,
          name: optionalText,
          params: optionalParams,
          user_name: optionalText,
          user_id: optionalText,
          status: optionalText,
          created_at: optionalIsoMs,
          updated_at: optionalIsoMs,
        }),
      )
      .nullish(),
  })
  .transform(({ task_count, tasks }, context) => ({ task_count, tasks: entriesOf(tasks, task_count, context) }));

/** Names and shapes of ours. */
export function dmsTask(wire: z.output<typeof dmsTasksWire>["tasks"][number]): DmsTask {
  return {
    id: wire.id,
    name: wire.name ?? "",
    ...(wire.params === undefined ? {} : { params: wire.params }),
    ...(wire.user_name === undefined ? {} : { userName: wire.user_name }),
    ...(wire.user_id === undefined ? {} : { userId: wire.user_id }),
    status: wire.status ?? "",
    ...(wire.created_at === undefined ? {} : { createdAt: wire.created_at }),
    ...(wire.updated_at === undefined ? {} : { updatedAt: wire.updated_at }),
  };
}
