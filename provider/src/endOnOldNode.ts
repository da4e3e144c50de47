import { oldNodeFault } from "./oldNode";

const fault = oldNodeFault(process.versions.node);
if (fault !== undefined) {
  // Thrown, it would come after the line of the bundle it was thrown in: half a megabyte.
  process.stderr.write(`${fault}\n`);
  process.exit(2);
}
