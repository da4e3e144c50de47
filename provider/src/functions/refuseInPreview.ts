import { runtime } from "@pulumi/pulumi";
import { RefusedError } from "../operations/step/refusedError";

/** Throws RefusedError during a preview, in which nothing may change. */
export function refuseInPreview(functionName: string): void {
  if (runtime.isDryRun()) {
    throw new RefusedError(
      `${functionName} changes something and so does nothing during a preview`,
      [],
      "call it only if (!pulumi.runtime.isDryRun())",
    );
  }
}
