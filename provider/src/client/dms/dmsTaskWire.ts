import { z } from "zod";
import { entriesOf } from "../wire/listAnswer";
import { optionalDecimal, optionalText } from "../wire/optional";

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

const isoTime = z
  .string()
  .nullish()
  .transform((text, context) => {
    if (text === undefined || text === null || text === "") {
      return undefined;
    }
    const value = Date.parse(text);
    if (Number.isNaN(value)) {
      context.addIssue("not an ISO 8601 time");
    }
    return value;
  });

/** The envelope of list and show. */
export const dmsTasksWire = z
  .object({
    task_count: optionalDecimal,
    tasks: z
      .array(
        z.object({
          id: z.string(),
          name: optionalText,
          params: optionalText,
          user_name: optionalText,
          user_id: optionalText,
          status: optionalText,
          created_at: isoTime,
          updated_at: isoTime,
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
