import * as pulumi from "@pulumi/pulumi";
import { isLater } from "./isLater";
import { MATERIAL, secretAuth } from "./secretAuth";

/**
 * The `servers` input with the auth of each made a secret where it holds a password or a private key. Entries that are
 * known stay known in previews, whatever others are not. What is no list goes on as it is: the provider says so.
 */
export function secretServers(servers: unknown): pulumi.Input<unknown> {
  if (isLater(servers)) {
    return pulumi.output(servers).apply((known: unknown) => secretServers(known));
  }
  return isListed(servers) ? servers.map((entry) => secretEntry(entry)) : servers;
}

/** Whether `servers` may hold a password or a private key: it does, or what it is cannot be told yet. */
export function mayHoldAuth(servers: unknown): boolean {
  return (
    !isListed(servers) || servers.some((entry) => isLater(entry) || (isObject(entry) && mayHoldMaterial(entry["auth"])))
  );
}

function secretEntry(entry: unknown): unknown {
  if (isLater(entry)) {
    return pulumi.output(entry).apply((known: unknown) => secretEntry(known));
  }
  return isObject(entry) && entry["auth"] !== undefined ? { ...entry, auth: secretAuth(entry["auth"]) } : entry;
}

function mayHoldMaterial(auth: unknown): boolean {
  if (isLater(auth)) {
    return true;
  }
  return isListed(auth) ? auth.some(mayHoldMaterial) : isObject(auth) && MATERIAL.some((key) => key in auth);
}

function isListed(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
