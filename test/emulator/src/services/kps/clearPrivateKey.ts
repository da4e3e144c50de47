import type { Operation } from "../../http/operation";
import { KpsRefusal } from "../../refusal";
import { isVisible } from "./kpsRefusal";

/** DELETE /keypairs/{keypair_name}/private-key. Documented with 404 where the others have 400. */
export const clearPrivateKey: Operation = {
  name: "ClearPrivateKey",
  method: "DELETE",
  path: "/v3/:project_id/keypairs/:keypair_name/private-key",
  service: "kps",
  quota: "keyPairs",
  changes: true,
  run({ world, principal, params }) {
    const name = params["keypair_name"] ?? "";
    const pair = world.keyPairs.get(name);
    if (pair === undefined || !isVisible(pair, principal)) {
      throw new KpsRefusal(404, "KPS.4016", `The key pair ${name} does not exist`);
    }
    if (pair.privateKey === undefined) {
      throw new KpsRefusal(404, "KPS.6005", `The private key of the key pair ${name} is not hosted`);
    }
    delete pair.privateKey;
    delete pair.kmsKeyId;
    return { status: 200 };
  },
};
