import type { dynamic } from "@pulumi/pulumi";
import type { PlainObject } from "../model/plainObject";
import { checkBinding } from "./binding/checkBinding";
import { createBinding } from "./binding/createBinding";
import { deleteBinding } from "./binding/deleteBinding";
import { diffBinding } from "./binding/diffBinding";
import { readBinding } from "./binding/readBinding";
import { updateBinding } from "./binding/updateBinding";
import type { ResourceHandlers } from "./border";
import type { ProviderProcess } from "./providerProcess";
import { checked, compared, shown } from "./shown";

/** What the engine calls for a KeyPairBinding. */
export function keyPairBindingHandlers(process: ProviderProcess): ResourceHandlers {
  return {
    configure: (request: dynamic.ConfigureRequest) => process.configure(request),
    check: (olds: PlainObject, news: PlainObject) =>
      checked(process, `checking the binding of server ${String(news["serverId"])}`, news, (call) =>
        checkBinding(olds, news, call),
      ),
    diff: (id: string, olds: PlainObject, news: PlainObject) =>
      compared(process, `comparing the binding of server ${id}`, olds, news, (call) => diffBinding(olds, news, call)),
    create: (news: PlainObject) => shown(process, binding(news), news, (call) => createBinding(news, call)),
    read: (id: string, props: PlainObject) =>
      shown(process, `reading the binding of server ${id}`, props, (call) => readBinding(id, props, call)),
    update: (id: string, olds: PlainObject, news: PlainObject) =>
      shown(process, binding(news), news, (call) => updateBinding(id, olds, news, call)),
    delete: (id: string, props: PlainObject) =>
      shown(process, `letting server ${id} go`, props, (call) => deleteBinding(id, props, call)),
  };
}

function binding(news: PlainObject): string {
  return `binding key pair "${String(news["keyPairName"])}" to server ${String(news["serverId"])}`;
}
