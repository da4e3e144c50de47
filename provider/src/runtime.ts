export { keyPair } from "./handlers/keyPair";
export { keyPairBinding } from "./handlers/keyPairBinding";
