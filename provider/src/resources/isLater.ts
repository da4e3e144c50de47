import { Output } from "@pulumi/pulumi";

/** Whether a value that a program gives is there later only: an output, or a promise, where its types may allow neither. */
export function isLater(value: unknown): value is Output<string> | Promise<string> {
  return Output.isInstance(value) || value instanceof Promise;
}
