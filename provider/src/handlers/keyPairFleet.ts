import type { dynamic } from "@pulumi/pulumi";
import type { PlainObject } from "../model/plainObject";
import type { ResourceHandlers } from "./border";
import { checkFleet } from "./fleet/checkFleet";
import { createFleet } from "./fleet/createFleet";
import { deleteFleet } from "./fleet/deleteFleet";
import { diffFleet } from "./fleet/diffFleet";
import { fleetAttempt } from "./fleet/fleetAttempt";
import { readFleet } from "./fleet/readFleet";
import { updateFleet } from "./fleet/updateFleet";
import type { ProviderProcess } from "./providerProcess";
import { checked, compared, shown } from "./shown";

/** What the engine calls for a KeyPairFleet. */
export function keyPairFleetHandlers(process: ProviderProcess): ResourceHandlers {
  return {
    configure: (request: dynamic.ConfigureRequest) => process.configure(request),
    check: (olds: PlainObject, news: PlainObject) =>
      checked(process, "checking a fleet", news, (call) => checkFleet(olds, news, call)),
    diff: (id: string, olds: PlainObject, news: PlainObject) =>
      compared(process, `comparing fleet ${id}`, olds, news, (call) => diffFleet(olds, news, call)),
    create: (news: PlainObject) =>
      shown(process, fleetAttempt(news["keyPairName"]), news, (call) => createFleet(news, call)),
    read: (id: string, props: PlainObject) =>
      shown(process, `reading fleet ${id}`, props, (call) => readFleet(id, props, call)),
    update: (id: string, olds: PlainObject, news: PlainObject) =>
      shown(process, fleetAttempt(news["keyPairName"]), news, (call) => updateFleet(id, olds, news, call)),
    delete: (id: string, props: PlainObject) =>
      shown(process, `letting the servers of fleet ${id} go`, props, (call) => deleteFleet(id, props, call)),
  };
}
