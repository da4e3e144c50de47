import type { Bench } from "../../emulator/test/support/bench";
import type { kpsKeyPairSamples } from "../samples/kpsKeyPairSamples";
import type { kpsTaskSamples } from "../samples/kpsTaskSamples";
import { sampleNames } from "../samples/sampleNames";
import { startBind } from "./sampleWorld";
import type { Replacements, ShapeCase } from "./shapeCase";

const { task, failedTask, server, keyPair, newKeyPair } = sampleNames;

async function running(bench: Bench): Promise<Replacements> {
  return { [task]: await startBind(bench) };
}

async function failed(bench: Bench): Promise<Replacements> {
  const taskId = await startBind(bench, "wrong");
  bench.finish();
  return { [failedTask]: taskId };
}

function bound(bench: Bench): Replacements {
  bench.bound(server, keyPair);
  return {};
}

/** So that the name is free. */
async function withoutNewKeyPair(bench: Bench): Promise<Replacements> {
  await bench.client.call("DELETE", `/v3/{project_id}/keypairs/${newKeyPair}`);
  return {};
}

/** How the samples of KPS about tasks are sent. */
export const kpsTaskShapes: Record<keyof typeof kpsTaskSamples, ShapeCase> = {
  ListKeypairTask: { prepare: running },
  ListRunningTask: { prepare: running },
  ListFailedTask: { prepare: failed },
  DeleteFailedTask: { prepare: failed },
  DeleteAllFailedTask: { prepare: failed },
  "AssociateKeypair by private key": { prepare: bound },
  "AssociateKeypair by password, every field answered": { quirks: { associateStatus: 200, associateBody: "full" } },
  "AssociateKeypair of a stopped server": {},
  BatchAssociateKeypair: {},
  DisassociateKeypair: { prepare: bound },
  "DisassociateKeypair with a port": { prepare: bound },
};

/** How the samples of KPS about key pairs are sent. */
export const kpsKeyPairShapes: Record<keyof typeof kpsKeyPairSamples, ShapeCase> = {
  "CreateKeypair, generated and hosted": { prepare: withoutNewKeyPair },
  "CreateKeypair, imported": { prepare: withoutNewKeyPair },
  ListKeypairs: {},
  ListKeypairDetail: {
    prepare: async (bench) => {
      const body = { keypair: { description: "changed" } };
      await bench.client.call("PUT", `/v3/{project_id}/keypairs/${keyPair}`, { body });
      return {};
    },
  },
  UpdateKeypairDescription: {},
  DeleteKeypair: {},
  ImportPrivateKey: {},
  ExportPrivateKey: {},
  ClearPrivateKey: {},
  BatchImportKeypair: { prepare: withoutNewKeyPair, quirks: { batchImportNesting: "keypair" } },
  BatchExportPrivateKey: {},
};
