import type { dynamic } from "@pulumi/pulumi";
import type { PlainObject } from "../model/plainObject";
import { endWithEngine } from "./engineDeath";
import { checkGate } from "./gate/checkGate";
import { diffGate } from "./gate/diffGate";
import { passGate } from "./gate/passGate";
import { readGate } from "./gate/readGate";
import { keepConfig } from "./hostConfig";
import { shown, shownWithRow } from "./shown";

/** What the engine calls for a DmsTaskGate. A plain object with own methods: the stub copies them. */
export const dmsTaskGate = {
  configure(request: dynamic.ConfigureRequest): Promise<void> {
    endWithEngine();
    return keepConfig(request);
  },
  check: (_olds: PlainObject, news: PlainObject) =>
    shown(`checking the gate of DMS instance ${String(news["instanceId"])}`, () => checkGate(news)),
  diff: (id: string, olds: PlainObject, news: PlainObject) =>
    shown(`comparing the gate of DMS instance ${id}`, () => diffGate(olds, news)),
  create: (news: PlainObject) =>
    shownWithRow(waiting(news), news, async (row) => {
      const outs = await passGate("create", undefined, news, row);
      return { id: String(news["instanceId"]), outs };
    }),
  read: (id: string, props: PlainObject) =>
    shown(`reading the background tasks of DMS instance ${id}`, () => readGate(id, props)),
  update: (_id: string, olds: PlainObject, news: PlainObject) =>
    shownWithRow(waiting(news), news, async (row) => ({ outs: await passGate("update", olds, news, row) })),
  /** A gate leaves nothing behind that could be deleted. */
  delete: () => Promise.resolve(),
};

function waiting(news: PlainObject): string {
  return `waiting for the background tasks of DMS instance ${String(news["instanceId"])}`;
}
