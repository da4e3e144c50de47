import type { dynamic } from "@pulumi/pulumi";
import type { PlainObject } from "../model/plainObject";
import { checkPair } from "./pair/checkPair";
import { createPair } from "./pair/createPair";
import { deletePair } from "./pair/deletePair";
import { diffPair } from "./pair/diffPair";
import { readPair } from "./pair/readPair";
import { updatePair } from "./pair/updatePair";
import type { ResourceHandlers } from "./border";
import type { ProviderProcess } from "./providerProcess";
import { checked, compared, shown } from "./shown";

/** What the engine calls for a KeyPair. */
export function keyPairHandlers(process: ProviderProcess): ResourceHandlers {
  return {
    configure: (request: dynamic.ConfigureRequest) => process.configure(request),
    check: (olds: PlainObject, news: PlainObject) =>
      checked(process, `checking key pair ${named(news["name"])}`, news, (call) => checkPair(olds, news, call)),
    diff: (id: string, olds: PlainObject, news: PlainObject) =>
      compared(process, `comparing key pair "${id}"`, olds, news, (call) => diffPair(olds, news, call)),
    create: (news: PlainObject) =>
      shown(process, `creating key pair ${named(news["name"])}`, news, (call) => createPair(news, call)),
    read: (id: string, props: PlainObject) =>
      shown(process, `reading key pair "${id}"`, props, (call) => readPair(id, props, call)),
    update: (id: string, olds: PlainObject, news: PlainObject) =>
      shown(process, `updating key pair "${id}"`, news, (call) => updatePair(id, olds, news, call)),
    delete: (id: string, props: PlainObject) =>
      shown(process, `deleting key pair "${id}"`, props, (call) => deletePair(id, props, call)),
  };
}

function named(name: unknown): string {
  return typeof name === "string" ? `"${name}"` : "without a name";
}
