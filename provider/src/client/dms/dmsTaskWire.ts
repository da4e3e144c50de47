import { z } from "zod";
import { withoutSecretValues } from "../../diagnostics/withoutSecretValues";
import { entriesOf, judgedEntries } from "../wire/listAnswer";
import type { UnreadableEntry } from "../wire/listAnswer";
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

/** So much of the parameters is taken, in bytes of UTF-8. */
const paramsBytes = 16 * 1024;
const cutParams = textUpTo(paramsBytes);

/**
 * Parameters are JSON texts of some length; only their start is shown, and nothing of them is kept. Of those that are cut
 * the secrets go first: in half a JSON text they can no longer be told by their names.
 */
const optionalParams = orNone(
  z
    .string()
    .transform((params) =>
      cutParams.parse(Buffer.byteLength(params) > paramsBytes ? withoutSecretValues(params) : params),
    ),
);

/** The envelope of list and show. */
export const dmsTasksWire = z
  .object({ task_count: optionalCount, tasks: z.array(z.unknown()).nullish() })
  .transform(({ task_count, tasks }, context) => ({ task_count, tasks: entriesOf(tasks, task_count, context) }));

/** A task needs an id and no more: a record with an odd time says all the same whether it has ended. */
const taskWire = z.object({
  id: text.refine((id) => id !== ""),
  name: optionalText.catch(undefined),
  params: optionalParams.catch(undefined),
  user_name: optionalText.catch(undefined),
  user_id: optionalText.catch(undefined),
  status: optionalText.catch(undefined),
  created_at: optionalIsoMs.catch(undefined),
  updated_at: optionalIsoMs.catch(undefined),
});

/** The tasks of an answer, and the entries without an id. */
export function judgedDmsTasks({ tasks }: z.output<typeof dmsTasksWire>): {
  readonly tasks: DmsTask[];
  readonly unreadable: readonly UnreadableEntry[];
} {
  const { readable, unreadable } = judgedEntries(taskWire, tasks);
  return { tasks: readable.map(dmsTask), unreadable };
}

/** Names and shapes of ours. */
function dmsTask(wire: z.output<typeof taskWire>): DmsTask {
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
