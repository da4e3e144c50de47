import type { PlainObject } from "../model/plainObject";
import { liveRow, type LiveRow } from "./liveRow";
import { shownError } from "./shownError";

/** Runs a call; whatever it throws becomes an error a person can read. */
export async function shown<T>(attempted: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw shownError(error, attempted);
  }
}

/** The same with the resource's own row, which is ended however the call ends. */
export function shownWithRow<T>(attempted: string, props: PlainObject, work: (row: LiveRow) => Promise<T>): Promise<T> {
  const urn = props["resourceUrn"];
  const row = liveRow(typeof urn === "string" ? urn : undefined);
  return shown(attempted, async () => {
    try {
      return await work(row);
    } finally {
      row.close();
    }
  });
}
