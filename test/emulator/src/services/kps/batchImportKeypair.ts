import { z } from "zod";
import { readBody } from "../../http/readBody";
import type { Operation } from "../../http/operation";
import { KpsRefusal } from "../../refusal";
import { create } from "./createKeypair";
import { createKeypairSchema } from "./keyPairBodies";
import { parameterError } from "./kpsRefusal";

const bodySchema = z.array(createKeypairSchema).min(1).max(10);

/** POST /keypairs/batch-import: up to ten key pairs; each succeeds or fails for itself. */
export const batchImportKeypair: Operation = {
  name: "BatchImportKeypair",
  method: "POST",
  path: "/v3/:project_id/keypairs/batch-import",
  service: "kps",
  quota: "keyPairs",
  changes: true,
  async run(call) {
    const succeeded: object[] = [];
    const failed: object[] = [];
    for (const element of readBody(call.body, bodySchema, parameterError)) {
      const { name } = element.keypair;
      try {
        succeeded.push({ keypair: await create(call, element) });
        call.noteRow({ keyPairName: name, accepted: true });
      } catch (error) {
        if (!(error instanceof KpsRefusal)) {
          throw error;
        }
        failed.push({ keypair_name: name, failed_reason: error.reason });
        call.noteRow({ keyPairName: name, accepted: false });
      }
    }
    const nested = call.world.settings.quirks.batchImportNesting === "keypair.keypair";
    const shown = nested ? succeeded.map((keypair) => ({ keypair })) : succeeded;
    return { status: 200, body: { succeeded_keypairs: shown, failed_keypairs: failed } };
  },
};
