/** The IAM action that each operation needs, by the API's own name of the operation. */
const actions = {
  ListKeypairTask: "kps::getTask",
  ListRunningTask: "kps::getRunningTask",
  ListFailedTask: "kps::getFailedTask",
  DeleteFailedTask: "kps::deleteFailedTask",
  AssociateKeypair: "kps:SSHKeyPair:bind",
  DisassociateKeypair: "kps:SSHKeyPair:unbind",
  CreateKeypair: "kps:SSHKeyPair:create",
  ListKeypairs: "kps:SSHKeyPair:list",
  ListKeypairDetail: "kps:SSHKeyPair:get",
  UpdateKeypairDescription: "kps:SSHKeyPair:update",
  DeleteKeypair: "kps:SSHKeyPair:delete",
  ImportPrivateKey: "kps:SSHKeyPair:importPrivateKey",
  ExportPrivateKey: "kps:SSHKeyPair:exportPrivateKey",
  ClearPrivateKey: "kps:SSHKeyPair:clearPrivateKey",
  ShowServer: "ecs:cloudServers:get",
  ListServersDetails: "ecs:cloudServers:list",
  ListBackgroundTasks: "dms:instance:getBackgroundTask",
  ShowBackgroundTask: "dms:instance:getBackgroundTask",
  KeystoneListProjects: "iam:projects:listProjects",
} as const;

/** The action that an operation of the provider needs. */
export function actionOf(operation: keyof typeof actions): string {
  return actions[operation];
}

/** The action that any operation needs, as far as it is known. */
export function actionFor(operation: string): string | undefined {
  return new Map<string, string>(Object.entries(actions)).get(operation);
}
