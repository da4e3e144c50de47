import * as pulumi from "@pulumi/pulumi";
import { setWithSecret } from "./setWithSecret";

const SECRET_KEYS = ["secretKey", "token", "password", "securityToken"];

/** The engines that runs of programs talk to: with the Automation API a process has many runs, of many stacks. */
const warned = new WeakSet();

/**
 * Warns, once in a run of a program, about credentials in the stack configuration that were set without `--secret`.
 * @param standIn where they stand in the clear then
 */
export function warnAboutPlainSecrets(standIn: string): void {
  const run = pulumi.runtime.getMonitor() ?? warned;
  if (warned.has(run)) {
    return;
  }
  warned.add(run);
  const config = pulumi.runtime.allConfig();
  const plain = ["kps", "huaweicloud"]
    .flatMap((namespace) => SECRET_KEYS.map((key) => `${namespace}:${key}`))
    .filter((key) => config[key] !== undefined && setWithSecret(key) === false);
  for (const key of plain) {
    void pulumi.log.warn(
      `${key} is set without --secret, so it stands in the clear ${standIn}: set it again with \`pulumi config set --secret ${key}\`, or keep it in the environment`,
    );
  }
}
