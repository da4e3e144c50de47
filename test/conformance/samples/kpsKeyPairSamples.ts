import type { Sample } from "./sample";
import { sampleNames } from "./sampleNames";

const { keyPair, newKeyPair, user, fingerprint, publicKey, privateKey, kmsKey } = sampleNames;
const keyPairs = "/v3/{project_id}/keypairs";

/** KPS: key pairs and their private keys. */
export const kpsKeyPairSamples = {
  "CreateKeypair, generated and hosted": {
    operation: "CreateKeypair",
    method: "POST",
    path: keyPairs,
    request: {
      keypair: {
        name: newKeyPair,
        type: "ssh",
        scope: "domain",
        key_protection: { encryption: { type: "kms", kms_key_id: kmsKey, kms_key_name: "kps/default" } },
      },
    },
    status: 200,
    response: {
      keypair: {
        name: newKeyPair,
        type: "ssh",
        public_key: publicKey,
        private_key: privateKey,
        fingerprint,
        user_id: user,
      },
    },
  },
  "CreateKeypair, imported": {
    operation: "CreateKeypair",
    method: "POST",
    path: keyPairs,
    request: {
      keypair: {
        name: newKeyPair,
        type: "ssh",
        public_key: publicKey,
        scope: "user",
        user_id: user,
        key_protection: { private_key: privateKey, encryption: { type: "default" } },
      },
    },
    status: 200,
    response: { keypair: { name: newKeyPair, type: "ssh", public_key: publicKey, fingerprint, user_id: user } },
  },
  ListKeypairs: {
    operation: "ListKeypairs",
    method: "GET",
    path: `${keyPairs}?limit=1&marker=a`,
    status: 200,
    response: {
      keypairs: [
        {
          keypair: {
            name: keyPair,
            type: "ssh",
            scope: "user",
            public_key: publicKey,
            fingerprint,
            is_key_protection: true,
            frozen_state: "0",
          },
        },
      ],
      page_info: { next_marker: keyPair, previous_marker: "a", current_count: 1 },
    },
  },
  ListKeypairDetail: {
    operation: "ListKeypairDetail",
    method: "GET",
    path: `${keyPairs}/${keyPair}`,
    status: 200,
    response: {
      keypair: {
        name: keyPair,
        id: 116_248,
        type: "ssh",
        scope: "user",
        public_key: publicKey,
        fingerprint,
        is_key_protection: true,
        deleted: false,
        description: "für die Nachtschicht",
        user_id: user,
        create_time: 1_523_342_130_000,
        delete_time: null,
        update_time: 1_523_342_131_000,
        frozen_state: 0,
        key_id: kmsKey,
        algorithm: "RSA_2048",
      },
    },
  },
  UpdateKeypairDescription: {
    operation: "UpdateKeypairDescription",
    method: "PUT",
    path: `${keyPairs}/${keyPair}`,
    request: { keypair: { description: "für die Nachtschicht" } },
    status: 200,
  },
  DeleteKeypair: { operation: "DeleteKeypair", method: "DELETE", path: `${keyPairs}/${keyPair}`, status: 204 },
  ImportPrivateKey: {
    operation: "ImportPrivateKey",
    method: "POST",
    path: `${keyPairs}/private-key/import`,
    request: {
      keypair: {
        name: keyPair,
        user_id: user,
        key_protection: { private_key: privateKey, encryption: { type: "kms", kms_key_name: "kps/default" } },
      },
    },
    status: 200,
    response: { keypair: { name: keyPair } },
  },
  ExportPrivateKey: {
    operation: "ExportPrivateKey",
    method: "POST",
    path: `${keyPairs}/private-key/export`,
    request: { keypair: { name: keyPair } },
    status: 200,
    response: { keypair: { name: keyPair, private_key: privateKey } },
  },
  ClearPrivateKey: {
    operation: "ClearPrivateKey",
    method: "DELETE",
    path: `${keyPairs}/${keyPair}/private-key`,
    status: 200,
  },
  BatchImportKeypair: {
    operation: "BatchImportKeypair",
    method: "POST",
    path: `${keyPairs}/batch-import`,
    request: [
      { keypair: { name: newKeyPair, type: "ssh", public_key: publicKey } },
      { keypair: { name: keyPair, type: "ssh", public_key: publicKey } },
    ],
    status: 200,
    response: {
      succeeded_keypairs: [
        { keypair: { name: newKeyPair, type: "ssh", public_key: publicKey, fingerprint, user_id: user } },
      ],
      failed_keypairs: [{ keypair_name: keyPair, failed_reason: "The key pair exists already" }],
    },
  },
  BatchExportPrivateKey: {
    operation: "BatchExportPrivateKey",
    method: "POST",
    path: `${keyPairs}/private-key/batch-export`,
    request: [{ keypair: { name: keyPair } }],
    status: 200,
    response: "PK\u0005\u0006 and the rest of a zip archive",
    responseHeaders: { "content-type": "application/octet-stream" },
  },
} as const satisfies Record<string, Sample>;
