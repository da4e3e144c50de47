/** What the SDK's service packages say about an operation, apart from its parameters. */
export interface SdkOperation {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly url: string;
}

const keyPairs = "/v3/{project_id}/keypairs";

/** The KPS operations, as the SDK's own package for KPS describes them. */
export const kpsOperations = {
  ListKeypairTask: { method: "GET", url: "/v3/{project_id}/tasks/{task_id}" },
  ListRunningTask: { method: "GET", url: "/v3/{project_id}/running-tasks" },
  ListFailedTask: { method: "GET", url: "/v3/{project_id}/failed-tasks" },
  DeleteFailedTask: { method: "DELETE", url: "/v3/{project_id}/failed-tasks/{task_id}" },
  DeleteAllFailedTask: { method: "DELETE", url: "/v3/{project_id}/failed-tasks" },
  AssociateKeypair: { method: "POST", url: `${keyPairs}/associate` },
  BatchAssociateKeypair: { method: "POST", url: `${keyPairs}/batch-associate` },
  DisassociateKeypair: { method: "POST", url: `${keyPairs}/disassociate` },
  CreateKeypair: { method: "POST", url: keyPairs },
  ListKeypairs: { method: "GET", url: keyPairs },
  ListKeypairDetail: { method: "GET", url: `${keyPairs}/{keypair_name}` },
  UpdateKeypairDescription: { method: "PUT", url: `${keyPairs}/{keypair_name}` },
  DeleteKeypair: { method: "DELETE", url: `${keyPairs}/{keypair_name}` },
  ImportPrivateKey: { method: "POST", url: `${keyPairs}/private-key/import` },
  ExportPrivateKey: { method: "POST", url: `${keyPairs}/private-key/export` },
  ClearPrivateKey: { method: "DELETE", url: `${keyPairs}/{keypair_name}/private-key` },
  BatchImportKeypair: { method: "POST", url: `${keyPairs}/batch-import` },
  BatchExportPrivateKey: { method: "POST", url: `${keyPairs}/private-key/batch-export` },
} as const satisfies Record<string, SdkOperation>;

export type KpsOperationName = keyof typeof kpsOperations;
