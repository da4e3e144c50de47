import { z } from "zod";
import { readBody } from "../../http/readBody";
import type { Operation } from "../../http/operation";
import { hostedPrivateKey } from "./exportPrivateKey";
import { namedKeypairSchema } from "./keyPairBodies";
import { parameterError } from "./kpsRefusal";
import { zip } from "./zip";

const bodySchema = z.array(namedKeypairSchema).min(1).max(10);

/** POST /keypairs/private-key/batch-export: a zip with one `{name}.pem` for each of up to ten hosted private keys. */
export const batchExportPrivateKey: Operation = {
  name: "BatchExportPrivateKey",
  method: "POST",
  path: "/v3/:project_id/keypairs/private-key/batch-export",
  service: "kps",
  quota: "keyPairs",
  run(call) {
    const names = readBody(call.body, bodySchema, parameterError).map(({ keypair }) => keypair.name);
    for (const keyPairName of names) {
      call.noteRow({ keyPairName });
    }
    const files = names.map((name) => ({ name: `${name}.pem`, text: hostedPrivateKey(call, name) }));
    return {
      status: 200,
      headers: { "content-type": "application/octet-stream" },
      body: zip(files, call.world.wall()),
    };
  },
};
