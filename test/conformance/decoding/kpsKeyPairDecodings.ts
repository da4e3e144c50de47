import { clearPrivateKey } from "../../../provider/src/client/kps/clearPrivateKey";
import { createKeyPair } from "../../../provider/src/client/kps/createKeyPair";
import { deleteKeyPair } from "../../../provider/src/client/kps/deleteKeyPair";
import { exportPrivateKey } from "../../../provider/src/client/kps/exportPrivateKey";
import { importPrivateKey } from "../../../provider/src/client/kps/importPrivateKey";
import { listKeyPairs } from "../../../provider/src/client/kps/listKeyPairs";
import { showKeyPair } from "../../../provider/src/client/kps/showKeyPair";
import { updateKeyPairDescription } from "../../../provider/src/client/kps/updateKeyPairDescription";
import type { kpsKeyPairSamples } from "../samples/kpsKeyPairSamples";
import { sampleNames } from "../samples/sampleNames";
import type { Decoding } from "./decoding";

const { keyPair, newKeyPair, user, fingerprint, publicKey, privateKey, kmsKey } = sampleNames;
const summary = {
  name: keyPair,
  type: "ssh",
  scope: "user",
  publicKey,
  fingerprint,
  isKeyProtection: true,
  frozenState: 0,
};

/** What the provider sends; the emulator serves the others as well. */
type DecodedKeyPairSample = Exclude<keyof typeof kpsKeyPairSamples, "BatchImportKeypair" | "BatchExportPrivateKey">;

/** KPS: key pairs. */
export const kpsKeyPairDecodings: Record<DecodedKeyPairSample, Decoding> = {
  "CreateKeypair, generated and hosted": {
    call: (cloud) =>
      createKeyPair(cloud, {
        name: newKeyPair,
        scope: "domain",
        keyProtection: { encryption: { type: "kms", kmsKeyId: kmsKey, kmsKeyName: "kps/default" } },
      }),
    value: { name: newKeyPair, publicKey, fingerprint, privateKey, userId: user },
  },
  "CreateKeypair, imported": {
    call: (cloud) =>
      createKeyPair(cloud, {
        name: newKeyPair,
        publicKey,
        scope: "user",
        userId: user,
        keyProtection: { privateKey, encryption: { type: "default" } },
      }),
    value: { name: newKeyPair, publicKey, fingerprint, userId: user },
  },
  ListKeypairs: {
    call: (cloud) => listKeyPairs(cloud, { limit: 1, marker: "a" }),
    value: { keyPairs: [summary], unreadable: 0, nextMarker: keyPair },
  },
  ListKeypairDetail: {
    call: (cloud) => showKeyPair(cloud, keyPair),
    value: {
      ...summary,
      description: "für die Nachtschicht",
      userId: user,
      createTime: Date.UTC(2018, 3, 10, 6, 35, 30),
      updateTime: Date.UTC(2018, 3, 10, 6, 35, 31),
      keyId: kmsKey,
      algorithm: "RSA_2048",
    },
  },
  UpdateKeypairDescription: {
    call: (cloud) => updateKeyPairDescription(cloud, keyPair, "für die Nachtschicht"),
    value: undefined,
  },
  DeleteKeypair: { call: (cloud) => deleteKeyPair(cloud, keyPair), value: undefined },
  ImportPrivateKey: {
    call: (cloud) =>
      importPrivateKey(cloud, {
        name: keyPair,
        userId: user,
        keyProtection: { privateKey, encryption: { type: "kms", kmsKeyName: "kps/default" } },
      }),
    value: undefined,
  },
  ExportPrivateKey: { call: (cloud) => exportPrivateKey(cloud, keyPair), value: { privateKey } },
  ClearPrivateKey: { call: (cloud) => clearPrivateKey(cloud, keyPair), value: undefined },
};
