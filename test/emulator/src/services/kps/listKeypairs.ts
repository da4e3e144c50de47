import type { Operation } from "../../http/operation";
import type { KeyPair } from "../../world/keyPair";
import type { World } from "../../world/world";
import { keyPairCore } from "./keyPairBodies";
import { isVisible, parameterError } from "./kpsRefusal";

/** GET /keypairs: by name, `limit` (default 50) from the one after `marker`. */
export const listKeypairs: Operation = {
  name: "ListKeypairs",
  method: "GET",
  path: "/v3/:project_id/keypairs",
  service: "kps",
  quota: "keyPairs",
  run({ world, principal, query }) {
    const text = query.get("limit") ?? "50";
    const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0;
    if (limit < 1) {
      throw parameterError("limit is not a positive number");
    }
    const marker = query.get("marker") ?? "";
    const visible = [...world.keyPairs.values()].filter((pair) => isVisible(pair, principal));
    const after = visible.filter((pair) => pair.name > marker).sort((one, other) => (one.name < other.name ? -1 : 1));
    const page = after.slice(0, limit);
    const next = after.length > limit ? { next_marker: page.at(-1)?.name } : {};
    const previous = marker === "" ? {} : { previous_marker: marker };
    return {
      status: 200,
      body: {
        keypairs: page.map((pair) => ({ keypair: listItem(world, pair) })),
        page_info: { ...next, ...previous, current_count: page.length },
      },
    };
  },
};

function listItem(world: World, pair: KeyPair): object {
  return {
    ...keyPairCore(pair),
    scope: pair.scope,
    is_key_protection: pair.privateKey !== undefined,
    frozen_state: world.settings.quirks.listFrozenState === "string" ? "0" : 0,
  };
}
