import type { Operation } from "../../http/operation";
import { findKeyPair } from "./kpsRefusal";

/** DELETE /keypairs/{keypair_name}: a hosted private key goes too; servers keep accepting the key. */
export const deleteKeypair: Operation = {
  name: "DeleteKeypair",
  method: "DELETE",
  path: "/v3/:project_id/keypairs/:keypair_name",
  service: "kps",
  quota: "keyPairs",
  changes: true,
  run({ world, principal, params }) {
    world.keyPairs.delete(findKeyPair(world, principal, params["keypair_name"] ?? "").name);
    return { status: 204 };
  },
};
