import type { PlainObject } from "../../provider/src/model/plainObject";
import { frontOf, type Declared, type FrontName, type ProviderName, type ResourceKind } from "./stack";

const typeNames: Readonly<Record<ResourceKind, string>> = {
  keyPair: "KeyPair",
  keyPairBinding: "KeyPairBinding",
  keyPairFleet: "KeyPairFleet",
};

/** How the engine calls a row of the program. */
export function urnOf(kind: ResourceKind, name: string, front: FrontName): string {
  const type = front === "plugin" ? `kps:index:${typeNames[kind]}` : `pulumi-nodejs:dynamic/kps:${typeNames[kind]}`;
  return `urn:pulumi:sim::app::${type}::${name}`;
}

/**
 * A row as the resource classes of its front hand it to the engine. Dynamic resources have their URN, the provider's text
 * and their timeouts among the inputs; for the plugin the last are an option of Pulumi.
 *
 * @param timeout how long each step may take
 * @param isAliased whether the engine is told how the row is called on the other front
 */
export function registered(
  row: { readonly kind: ResourceKind; readonly name: string; readonly provider: ProviderName },
  given: PlainObject,
  timeout: string | undefined,
  isAliased: boolean,
): Declared {
  const { kind, name, provider } = row;
  const front = frontOf(provider);
  const urn = urnOf(kind, name, front);
  const alias = isAliased ? urnOf(kind, name, otherFront(front)) : undefined;
  if (front === "plugin") {
    return { urn, alias, kind, provider, inputs: plain(given), timeout };
  }
  const timeouts = timeout === undefined ? undefined : { create: timeout, update: timeout, delete: timeout };
  return { urn, alias, kind, provider, inputs: plain({ ...given, timeouts, resourceUrn: urn, __provider: "stub" }) };
}

/** The front that a row can come from. */
export function otherFront(front: FrontName): FrontName {
  return front === "plugin" ? "dynamic" : "plugin";
}

/** Without what is undefined. */
function plain(inputs: PlainObject): PlainObject {
  return JSON.parse(JSON.stringify(inputs)) as PlainObject;
}
