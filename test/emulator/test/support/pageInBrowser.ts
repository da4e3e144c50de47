import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/** Alone, without a window, and with no way to any other host than this one. */
const flags = [
  "--headless",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--no-default-browser-check",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** How a browser is to show a page. */
export interface Showing {
  /** Its program. */
  browser: string;
  /** Width and height of the window in pixels. */
  size: readonly [number, number];
  /** Milliseconds of the page's own time after which it is looked at. */
  afterMs: number;
}

/** The HTML of a page after its scripts have run. */
export async function pageInBrowser(url: string, { browser, size, afterMs }: Showing): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), "emulator-browser-"));
  const child = spawn(
    browser,
    [
      ...flags,
      // Chromium's sandbox does not work for root.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      `--user-data-dir=${profile}`,
      `--window-size=${size.join(",")}`,
      `--virtual-time-budget=${afterMs}`,
      "--dump-dom",
      url,
    ],
    { stdio: ["ignore", "pipe", "ignore"], detached: true },
  );
  const end = (): void => endGroup(child.pid);
  process.once("exit", end);
  try {
    const [html] = await Promise.all([text(child.stdout), once(child, "exit")]);
    return html;
  } finally {
    end();
    process.off("exit", end);
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Ends a program and what it has started; nothing happens when all of it has ended. */
function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) {
      process.kill(-pid, "SIGKILL");
    }
  } catch {
    // No process of the group is left.
  }
}
