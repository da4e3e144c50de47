import type { dynamic } from "@pulumi/pulumi";
import type { PlainObject } from "../model/plainObject";
import { checkBinding } from "./binding/checkBinding";
import { createBinding } from "./binding/createBinding";
import { deleteBinding } from "./binding/deleteBinding";
import { diffBinding } from "./binding/diffBinding";
import { readBinding } from "./binding/readBinding";
import { updateBinding } from "./binding/updateBinding";
import { endWithEngine } from "./engineDeath";
import { keepConfig } from "./hostConfig";
import { shown, shownWithRow } from "./shown";

/** What the engine calls for a KeyPairBinding. A plain object with own methods: the stub copies them. */
export const keyPairBinding = {
  configure(request: dynamic.ConfigureRequest): Promise<void> {
    endWithEngine();
    return keepConfig(request);
  },
  check: (_olds: PlainObject, news: PlainObject) =>
    shown(`checking the binding of server ${String(news["serverId"])}`, () => checkBinding(news)),
  diff: (id: string, olds: PlainObject, news: PlainObject) =>
    shown(`comparing the binding of server ${id}`, () => diffBinding(olds, news)),
  create: (news: PlainObject) => shownWithRow(attempted("binding", news), news, (row) => createBinding(news, row)),
  read: (id: string, props: PlainObject) =>
    shownWithRow(`reading the binding of server ${id}`, props, (row) => readBinding(id, props, row)),
  update: (id: string, olds: PlainObject, news: PlainObject) =>
    shownWithRow(attempted("binding", news), news, (row) => updateBinding(id, olds, news, row)),
  delete: (id: string, props: PlainObject) =>
    shownWithRow(`letting server ${id} go`, props, (row) => deleteBinding(id, props, row)),
};

function attempted(verb: string, news: PlainObject): string {
  return `${verb} key pair "${String(news["keyPairName"])}" to server ${String(news["serverId"])}`;
}
