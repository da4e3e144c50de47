import type { Finding } from "./finding";

const actions: readonly (readonly [action: string, what: string])[] = [
  ["kps:SSHKeyPair:bind", "binding, resetting and replacing"],
  ["kps:SSHKeyPair:unbind", "unbinding"],
  ["kps:SSHKeyPair:create", "creating and importing key pairs (also kms:cmk:createDataKey to host private keys)"],
  ["kps:SSHKeyPair:update", "descriptions"],
  ["kps:SSHKeyPair:delete", "deleting key pairs"],
  ["kps:SSHKeyPair:importPrivateKey", "keyProtection"],
  ["kps:SSHKeyPair:exportPrivateKey", "auth: { hosted: ... } (also kms:cmk:decryptDataKey)"],
  ["kps:SSHKeyPair:clearPrivateKey", "removing keyProtection"],
  ["kps::deleteFailedTask", "deleting records of failed tasks"],
];

/** What cannot be known without changing something. */
export const writePermissions: readonly Finding[] = actions.map(([action, what]) => ({
  check: "permission",
  result: "untested",
  action,
  seen: `${what}: not tried, it would change something`,
}));
