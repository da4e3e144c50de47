import { Server } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { commandProvider } from "./commandProvider";
import { listenOnLoopback } from "../../support/listenOnLoopback";

/** A running stand-in. */
export interface StandInCommandPlugin {
  /** `127.0.0.1:<port>`. */
  readonly address: string;
  /** Leads an engine here instead of to a plugin of its own. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ends the commands that still run, too. */
  close(): void;
}

/**
 * Stands in for the plugin of `@pulumi/command` 1.2.1, which is a download that tests cannot have; programs get the real
 * one. `local.Command` is run by `/bin/sh`, `remote.Command` by OpenSSH's `ssh`, when and how the real plugin would:
 * `create`; `update`, or else `create`; `delete`; and a change of `triggers` replaces. It has no passwords, agents,
 * proxies and assets, shows nothing while a command runs, and tries a login once.
 *
 * @param keyFolder an existing folder for the private keys of the logins under way
 */
export async function startStandInCommandPlugin(keyFolder: string): Promise<StandInCommandPlugin> {
  const closing = new AbortController();
  const server = new Server();
  server.addService(ResourceProviderService, commandProvider(keyFolder, closing.signal));
  const port = await listenOnLoopback(server);
  return {
    address: `127.0.0.1:${port}`,
    environment: { PULUMI_DEBUG_PROVIDERS: `command:${port}` },
    close: () => {
      closing.abort();
      server.forceShutdown();
    },
  };
}
