import { z } from "zod";
import { readBody } from "../../http/readBody";
import type { Operation } from "../../http/operation";
import { findKeyPair, parameterError } from "./kpsRefusal";

const bodySchema = z.object({ keypair: z.object({ description: z.string().max(255) }) });

/** PUT /keypairs/{keypair_name}. */
export const updateKeypairDescription: Operation = {
  name: "UpdateKeypairDescription",
  method: "PUT",
  path: "/v3/:project_id/keypairs/:keypair_name",
  service: "kps",
  quota: "keyPairs",
  changes: true,
  run({ world, principal, params, body }) {
    const { keypair } = readBody(body, bodySchema, parameterError);
    const pair = findKeyPair(world, principal, params["keypair_name"] ?? "");
    pair.description = keypair.description;
    pair.updatedAt = world.wall();
    return { status: 200 };
  },
};
