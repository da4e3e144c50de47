import { stubText } from "./stubText";

let text: Promise<string> | undefined;

/** The `__provider` text that the built package puts into the state of every KeyPairBinding. */
export function bindingStub(): Promise<string> {
  text ??= stubText(`new kps.KeyPairBinding("b", { serverId: "s", keyPairName: "k" });`);
  return text;
}
