import * as pulumi from "@pulumi/pulumi";
import { misnamedSettings, misnamedText } from "../model/settingNames";
import type { Front } from "./front";
import { setWithSecret } from "./setWithSecret";

const SECRET_KEYS = ["secretKey", "token", "password", "securityToken"];

/** Of the keys that are the provider's own: those of another provider's namespace are that one's. */
const PREFIX = "kps:";

/** The engines that runs of programs talk to: with the Automation API a process has many runs, of many stacks. */
const warned = new WeakSet();

/**
 * Warns, once in a run of a program, about credentials in the stack configuration that were set without `--secret`, and about
 * misspelt settings there unless the provider does.
 */
export function warnAboutConfig({ plainSettingsStandIn, warnsOfMisnamed }: Front): void {
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
      `${key} is set without --secret, so it stands in the clear ${plainSettingsStandIn}: set it again with \`pulumi config set --secret ${key}\`, or keep it in the environment`,
    );
  }
  const given = Object.entries(config).flatMap(([key, value]) =>
    key.startsWith(PREFIX) ? [[key.slice(PREFIX.length), value]] : [],
  );
  const misnamed = warnsOfMisnamed ? [] : misnamedSettings(Object.fromEntries(given) as object);
  if (misnamed.length > 0) {
    void pulumi.log.warn(misnamedText(misnamed));
  }
}
