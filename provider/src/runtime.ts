export { dmsTaskGate } from "./handlers/dmsTaskGate";
export { keyPair } from "./handlers/keyPair";
export { keyPairBinding } from "./handlers/keyPairBinding";
