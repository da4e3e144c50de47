import type { Stack } from "./stack";

/** A second `up` and a `refresh` find all `count` resources (the stack itself is one) as they should be. */
export async function expectSettled(stack: Stack, count: number): Promise<void> {
  expect((await stack.up()).summary).toEqual({ same: count });
  expect((await stack.refresh()).summary).toEqual({ same: count });
}
