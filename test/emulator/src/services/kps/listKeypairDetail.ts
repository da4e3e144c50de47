import type { Operation } from "../../http/operation";
import { answeredAbout } from "../../world/answeredAbout";
import { keyPairCore, shownTime } from "./keyPairBodies";
import { findKeyPair } from "./kpsRefusal";

/** GET /keypairs/{keypair_name}. */
export const listKeypairDetail: Operation = {
  name: "ListKeypairDetail",
  method: "GET",
  path: "/v3/:project_id/keypairs/:keypair_name",
  service: "kps",
  quota: "keyPairs",
  run({ world, principal, params }) {
    const asked = findKeyPair(world, principal, params["keypair_name"] ?? "");
    const other = world.settings.quirks.answersAbout === "otherKeyPair";
    const pair = answeredAbout(asked, world.keyPairs.values(), other);
    return {
      status: 200,
      body: {
        keypair: {
          ...keyPairCore(pair),
          id: pair.id,
          scope: pair.scope,
          is_key_protection: pair.privateKey !== undefined,
          deleted: false,
          description: pair.description,
          user_id: pair.userId,
          create_time: shownTime(world, pair.createdAt),
          delete_time: null,
          update_time: shownTime(world, pair.updatedAt),
          frozen_state: 0,
          key_id: pair.kmsKeyId ?? null,
          algorithm: pair.publicKey.algorithm,
        },
      },
    };
  },
};
