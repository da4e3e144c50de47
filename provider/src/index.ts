export { KeyPair, type KeyPairArgs, type KeyProtectionArgs } from "./resources/keyPair";
export { KeyPairBinding, type AuthArgs, type KeyPairBindingArgs } from "./resources/keyPairBinding";
export type { TimeoutsArgs } from "./resources/timeouts";
