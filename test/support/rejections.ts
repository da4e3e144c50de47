import type { PlainObject } from "../../provider/src/model/plainObject";

/** What create and update reject with when the resource is kept. */
export interface Kept {
  readonly id: string;
  readonly properties: PlainObject;
  readonly reasons: readonly string[];
}

/** What a call that must keep the resource rejected with. */
export async function keptBy(call: Promise<unknown>): Promise<Kept> {
  const error = await rejectionOf(call);
  if (!("properties" in error)) {
    throw new Error("the call was to keep the resource, and lost it", { cause: error });
  }
  return error as unknown as Kept;
}

/** The error a call rejects with; fails when it resolves. */
export async function rejectionOf(call: Promise<unknown>): Promise<Error> {
  try {
    await call;
  } catch (error) {
    return error as Error;
  }
  throw new Error("the call was to reject, and resolved");
}
