import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { isoInput } from "../model/isoInput";
import { dmsTasks, type DmsTaskEntry } from "../operations/dms/dmsListing";
import { collectOldestFirst } from "../operations/lists/walkList";
import { connection } from "./connection";
import { checkedArgs, moment } from "./filterArgs";
import type { SettingsArgs } from "./settingsArgs";

export type { DmsTaskEntry } from "../operations/dms/dmsListing";

/** Which background tasks are wanted. */
export interface DmsTaskArgs {
  /** Id of a Kafka, RabbitMQ or RocketMQ instance. */
  instanceId: string;
  /** Tasks created at this time or later: a Date, or an ISO time with its zone. */
  since?: Date | string | undefined;
  /** Tasks created at this time or before. */
  until?: Date | string | undefined;
  /** Tasks of these names, such as `modifyAutoTopic`. */
  names?: string[] | undefined;
  /** How pages are asked for: by `offset`, by `start` (older API pages, partner clouds), or `auto` (default): found out. */
  paging?: "auto" | "start" | "offset" | undefined;
}

/** The same with inputs of a program. */
export interface DmsTaskInputs {
  instanceId: pulumi.Input<string>;
  since?: pulumi.Input<Date | string> | undefined;
  until?: pulumi.Input<Date | string> | undefined;
  names?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  paging?: pulumi.Input<"auto" | "start" | "offset"> | undefined;
}

const argsSchema = z.strictObject({
  instanceId: z.string().min(1, "give the id of a DMS instance"),
  since: moment.optional(),
  until: moment.optional(),
  names: z.array(z.string().min(1)).optional(),
  paging: z.enum(["auto", "start", "offset"], 'must be "auto", "start" or "offset"').optional(),
});

/**
 * The background tasks of a DMS instance (ListBackgroundTasks), all pages, oldest first.
 * @param settings where to work; left out: the stack configuration, then the environment
 * @throws UnknownIdError for an instance DMS does not know; RefusedError for arguments that cannot be used;
 * SettingsError, ServiceError, TransportError
 */
export function listDmsTasks(args: DmsTaskArgs, settings?: SettingsArgs): Promise<DmsTaskEntry[]> {
  return collectOldestFirst(eachDmsTask(args, settings), ({ createdAt }) => createdAt);
}

/** {@link listDmsTasks} for inputs of a program. */
export function listDmsTasksOutput(
  args: DmsTaskInputs,
  settings?: pulumi.Input<SettingsArgs>,
): pulumi.Output<DmsTaskEntry[]> {
  const wanted = { ...args, since: isoInput(args.since), until: isoInput(args.until) };
  return pulumi.all([wanted, settings]).apply(([known, given]) => listDmsTasks(known, given));
}

/** The same one by one, in no particular order, a page being asked for when it is needed: for very long lists. */
export async function* eachDmsTask(
  args: DmsTaskArgs,
  settings?: SettingsArgs,
): AsyncGenerator<DmsTaskEntry, void, undefined> {
  const query = checkedArgs("listDmsTasks", argsSchema, args);
  yield* dmsTasks((await connection(settings)).cloud, query);
}
