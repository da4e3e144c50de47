import type { BindingRecord } from "../../model/bindingRecord";
import { lookAtServer } from "./lookAtServer";
import { readBackKeyPair } from "./readBack";
import type { ServerFacts } from "./serverFacts";
import type { StepContext } from "../step/stepContext";

/** How long after a task of ours ECS may still show what was there before, in ms. */
const CATCHES_UP_WITHIN_MS = 60_000;

/**
 * What ECS says of a server. Where a task of ours has ended a moment ago and the deadline came before ECS was seen to
 * agree, it gets time to catch up first: until then it shows what was there before, and the same change would be posted
 * a second time, or a server that is to be let go would be taken for one that is free already.
 */
export async function lookAtRecordedServer(
  request: { serverId: string; verify: "auto" | "none" },
  record: BindingRecord,
  context: StepContext,
): Promise<ServerFacts> {
  const { serverId, verify } = request;
  const server = await lookAtServer(serverId, verify, context);
  const expected = record.boundKeyPairName;
  if (server.known !== true || server.keyPairName === expected || !mayBeBehind(record, context)) {
    return server;
  }
  await readBackKeyPair(serverId, expected, verify, context);
  return lookAtServer(serverId, verify, context);
}

function mayBeBehind(record: BindingRecord, context: StepContext): boolean {
  if (record.phase !== "bound" || record.verified !== false || record.finishedAt === undefined) {
    return false;
  }
  const endedAgoMs = context.cloud.serviceNow() - Date.parse(record.finishedAt);
  return endedAgoMs < CATCHES_UP_WITHIN_MS * context.timeScale;
}
