import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { boundedRun } from "../boundedRun";
import type { Cli, Log, Refusal, Route } from "../cli";
import { folderSize } from "../folderSize";
import { publish } from "../publish";
import { cliVersion } from "../versions";

/** Pulumi's own installer has no limits, so it runs in a process that can be ended. */
const installer = `
  const { PulumiCommand } = require("@pulumi/pulumi/automation");
  PulumiCommand.install({ root: process.argv[1], version: process.argv[2] }).catch((error) => {
    console.error(String(error.message).trim().split("\\n").slice(-3).join(" / "));
    process.exit(1);
  });`;

/** What the download route stands on. */
export interface DownloadOptions {
  readonly versionDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  /** Give up after so long without a byte. */
  readonly idleMs?: number;
  /** The JavaScript that installs a CLI; its arguments are the folder and the version. */
  readonly script?: string;
}

/** Route 3: Pulumi's download site, given up soon when nothing comes. */
export function officialDownload(options: DownloadOptions): Route {
  const { versionDirectory, environment, log, idleMs = 20_000, script = installer } = options;
  const install = async (staging: string): Promise<undefined | Refusal> => {
    const temporary = join(staging, "tmp");
    await mkdir(temporary);
    const end = await boundedRun({
      command: process.execPath,
      args: ["-e", script, staging, cliVersion],
      cwd: __dirname,
      // The installer's archive lands in TMPDIR, where its growth can be watched.
      env: { ...environment, TMPDIR: temporary, PULUMI_SKIP_UPDATE_CHECK: "true", PULUMI_HOME: temporary },
      idleMs,
      totalMs: 15 * 60_000,
      progress: () => folderSize(staging),
    });
    return end.ok ? undefined : { refused: `the download did not succeed: ${end.reason}` };
  };
  return {
    name: "download",
    purpose: "Pulumi's official download, https://get.pulumi.com",
    async find(): Promise<Cli | Refusal> {
      log(`downloading Pulumi ${cliVersion} from get.pulumi.com`);
      const got = await publish(versionDirectory, install);
      return "refused" in got
        ? got
        : { binDirectory: join(versionDirectory, "bin"), route: "download", version: got.version };
    },
  };
}
