import { Output, type Input } from "@pulumi/pulumi";
import { isoText } from "./isoTime";

/** A time among inputs as text: the SDK makes an empty object of a Date. */
export function isoInput(time: Input<Date | string> | undefined): Input<string> | undefined {
  if (time === undefined) {
    return undefined;
  }
  if (Output.isInstance(time)) {
    return time.apply(isoText);
  }
  return time instanceof Promise ? time.then(isoText) : isoText(time);
}
