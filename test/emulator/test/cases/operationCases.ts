import { dmsCases } from "./dmsCases";
import { ecsCases } from "./ecsCases";
import { iamCases } from "./iamCases";
import { keyPairCases } from "./keyPairCases";
import type { OperationCases } from "./operationCase";
import { privateKeyCases } from "./privateKeyCases";
import { taskCases } from "./taskCases";

/** Every API with its cases; missing and wrong authentication are the same for all and tested apart. */
export const operationCases: OperationCases = {
  ...taskCases,
  ...keyPairCases,
  ...privateKeyCases,
  ...ecsCases,
  ...iamCases,
  ...dmsCases,
};
