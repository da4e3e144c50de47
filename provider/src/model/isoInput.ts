import { Output, type Input } from "@pulumi/pulumi";
import { isoText } from "./isoTime";

/** A time among inputs as text: the SDK makes an empty object of a Date. */
export function isoInput(time: Input<Date | string | undefined>): Input<string | undefined> {
  if (Output.isInstance(time)) {
    return time.apply(textOf);
  }
  return time instanceof Promise ? time.then(textOf) : textOf(time);
}

function textOf(time: Date | string | undefined): string | undefined {
  return time === undefined ? undefined : isoText(time);
}
