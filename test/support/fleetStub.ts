import { stubText } from "./stubText";

/** The `__provider` text that the built package puts into the state of every KeyPairFleet. */
export function fleetStub(): Promise<string> {
  return stubText(`new kps.KeyPairFleet("f", { servers: ["s"], keyPairName: "k" });`);
}
