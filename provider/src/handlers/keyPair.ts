import type { dynamic } from "@pulumi/pulumi";
import type { PlainObject } from "../model/plainObject";
import { endWithEngine } from "./engineDeath";
import { keepConfig } from "./hostConfig";
import { checkPair } from "./pair/checkPair";
import { createPair } from "./pair/createPair";
import { deletePair } from "./pair/deletePair";
import { diffPair } from "./pair/diffPair";
import { readPair } from "./pair/readPair";
import { updatePair } from "./pair/updatePair";
import { shown, shownWithRow } from "./shown";

/** What the engine calls for a KeyPair. A plain object with own methods: the stub copies them. */
export const keyPair = {
  configure(request: dynamic.ConfigureRequest): Promise<void> {
    endWithEngine();
    return keepConfig(request);
  },
  check: (olds: PlainObject, news: PlainObject) =>
    shown(`checking key pair ${named(news["name"])}`, () => checkPair(olds, news)),
  diff: (id: string, olds: PlainObject, news: PlainObject) =>
    shown(`comparing key pair "${id}"`, () => diffPair(olds, news)),
  create: (news: PlainObject) =>
    shownWithRow(`creating key pair ${named(news["name"])}`, news, (row) => createPair(news, row)),
  read: (id: string, props: PlainObject) => shown(`reading key pair "${id}"`, () => readPair(id, props)),
  update: (id: string, olds: PlainObject, news: PlainObject) =>
    shownWithRow(`updating key pair "${id}"`, news, (row) => updatePair(id, olds, news, row)),
  delete: (id: string, props: PlainObject) =>
    shownWithRow(`deleting key pair "${id}"`, props, (row) => deletePair(id, props, row)),
};

function named(name: unknown): string {
  return typeof name === "string" ? `"${name}"` : "without a name";
}
