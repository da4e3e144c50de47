import { oldNodeFault } from "./oldNode";

const fault = oldNodeFault(process.versions.node);
if (fault !== undefined) {
  throw new Error(fault);
}
