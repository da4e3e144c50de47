import { delimiter, dirname } from "node:path";
import { pathToFileURL } from "node:url";

/** What an isolated run of the Pulumi CLI stands on. */
export interface Isolation {
  /** Folder of the CLI and its plugins. */
  readonly binDirectory: string;
  /** Folders of further executables, such as language hosts. */
  readonly tools?: readonly string[];
  /** Folder that takes the place of the user's home, of `~/.pulumi` and of the temporary folder. */
  readonly home: string;
  /** Existing folder that holds the stacks. */
  readonly backend: string;
  /** Encrypts the stacks' secrets; any text does. */
  readonly passphrase?: string;
  /** Variables the run needs besides, such as the password a program refers to. */
  readonly extra?: Readonly<Record<string, string>>;
}

/** Settings of the user that must not reach an isolated run: their backend, their cloud, their way of running Node. */
const foreign = /^(PULUMI_|KPS_|HW_|HUAWEICLOUD_|CLOUD_SDK_|OS_|NODE_OPTIONS$|TS_NODE_|npm_)/;
const loopback = "127.0.0.1,localhost,::1";

/**
 * The environment of a Pulumi run that asks nothing, reaches nothing outside and leaves the user's own Pulumi alone.
 * The only place that knows these variables: a run without a backend would go to Pulumi's cloud.
 *
 * @param inherited what the run gets apart from the user's Pulumi, Huawei Cloud and Node settings
 */
export function isolatedEnvironment(
  isolation: Isolation,
  inherited: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(inherited)) {
    if (value !== undefined && !foreign.test(name)) {
      kept[name] = value;
    }
  }
  const noProxy = [kept["NO_PROXY"] ?? kept["no_proxy"], loopback].filter((part) => part !== undefined).join(",");
  return {
    ...kept,
    // The real node binary comes before version managers' shims, which look for themselves in the user's home.
    PATH: [isolation.binDirectory, ...(isolation.tools ?? []), dirname(process.execPath), kept["PATH"] ?? ""].join(
      delimiter,
    ),
    HOME: isolation.home,
    // What the CLI and the program's compiler leave in the temporary folder goes with the rest.
    TMPDIR: isolation.home,
    NO_PROXY: noProxy,
    no_proxy: noProxy,
    PULUMI_HOME: isolation.home,
    PULUMI_BACKEND_URL: pathToFileURL(isolation.backend).href,
    PULUMI_CONFIG_PASSPHRASE: isolation.passphrase ?? "isolated",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
    PULUMI_SKIP_CONFIRMATIONS: "true",
    // Uncovers the flag --event-log.
    PULUMI_DEBUG_COMMANDS: "true",
    ...isolation.extra,
  };
}
