import type { dynamic } from "@pulumi/pulumi";
import type { PlainObject } from "../model/plainObject";
import { checkGate } from "./gate/checkGate";
import { diffGate } from "./gate/diffGate";
import { passGate } from "./gate/passGate";
import { readGate } from "./gate/readGate";
import type { ResourceHandlers } from "./border";
import type { ProviderProcess } from "./providerProcess";
import { checked, compared, shown } from "./shown";

/** What the engine calls for a DmsTaskGate. */
export function dmsTaskGateHandlers(process: ProviderProcess): ResourceHandlers {
  return {
    configure: (request: dynamic.ConfigureRequest) => process.configure(request),
    check: (_olds: PlainObject, news: PlainObject) =>
      checked(process, `checking the gate of DMS instance ${String(news["instanceId"])}`, news, () => checkGate(news)),
    diff: (id: string, olds: PlainObject, news: PlainObject) =>
      compared(process, `comparing the gate of DMS instance ${id}`, olds, news, () => diffGate(olds, news)),
    create: (news: PlainObject) =>
      shown(process, waiting(news), news, async (call) => {
        const outs = await passGate("create", undefined, news, call);
        return { id: String(news["instanceId"]), outs };
      }),
    read: (id: string, props: PlainObject) =>
      shown(process, `reading the background tasks of DMS instance ${id}`, props, (call) => readGate(id, props, call)),
    update: (_id: string, olds: PlainObject, news: PlainObject) =>
      shown(process, waiting(news), news, async (call) => ({ outs: await passGate("update", olds, news, call) })),
    /** A gate leaves nothing behind that could be deleted. */
    delete: () => Promise.resolve(),
  };
}

function waiting(news: PlainObject): string {
  return `waiting for the background tasks of DMS instance ${String(news["instanceId"])}`;
}
