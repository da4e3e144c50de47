import { oldNode } from "./oldNode";
import { programs } from "./programs";
import type { SetUp } from "./setUp";
import { typescriptVersions } from "./typescriptVersions";
import { userTests } from "./userTests";

/** How people have the package beside the combinations of versions; each is tried on the Node.js that runs the tests. */
export const setUps: readonly SetUp[] = [...userTests, typescriptVersions, oldNode, ...programs];
