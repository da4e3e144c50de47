import { jsonType } from "../../http/jsonType";
import { KeptPages } from "../../http/keptPages";
import type { Operation } from "../../http/operation";
import type { KeyPair } from "../../world/keyPair";
import type { World } from "../../world/world";
import { keyPairCore } from "./keyPairBodies";
import { parameterError } from "./kpsRefusal";
import { SortedKeyPairs } from "./sortedKeyPairs";

const sorted = new SortedKeyPairs();
const pages = new KeptPages();
const written = new WeakMap<KeyPair, Written>();

/** A key pair as it was written last, and what of it can change. */
interface Written {
  hosted: boolean;
  frozenState: string;
  record: Buffer;
}

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
    const visible = sorted.visibleTo(world, principal);
    const first = marker === "" ? 0 : visible.findIndex((pair) => pair.name > marker);
    const from = first === -1 ? visible.length : first;
    const page = visible.slice(from, from + limit);
    const info = {
      ...(from + limit < visible.length ? { next_marker: page.at(-1)?.name } : {}),
      ...(marker === "" ? {} : { previous_marker: marker }),
      current_count: page.length,
    };
    const records = page.map((pair) => write(world, pair));
    return {
      status: 200,
      headers: { "content-type": jsonType },
      body: pages.write(
        world,
        `${principal.userId} ${limit} ${marker}`,
        '{"keypairs":[',
        records,
        `],"page_info":${JSON.stringify(info)}}`,
      ),
    };
  },
};

/** A key pair as JSON, written anew only when something in it has changed. */
function write(world: World, pair: KeyPair): Buffer {
  const hosted = pair.privateKey !== undefined;
  const { listFrozenState } = world.settings.quirks;
  const last = written.get(pair);
  if (last?.hosted === hosted && last.frozenState === listFrozenState) {
    return last.record;
  }
  const keypair = {
    ...keyPairCore(pair),
    scope: pair.scope,
    is_key_protection: hosted,
    frozen_state: listFrozenState === "string" ? "0" : 0,
  };
  const record = Buffer.from(JSON.stringify({ keypair }));
  written.set(pair, { hosted, frozenState: listFrozenState, record });
  return record;
}
