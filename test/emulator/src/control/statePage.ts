import { createHash } from "node:crypto";
import { stateScript } from "./stateScript";
import { stateStyle } from "./stateStyle";

/** One table, filled by the script. */
function section(id: string, title: string): string {
  return `<section id="${id}"><h2>${title} <span></span></h2><table><thead></thead><tbody></tbody></table><p></p></section>`;
}

/**
 * The page at `/`: what there is and what was asked for last, looked up again every second.
 *
 * @param now monotonic ms of the machine, from which the page goes on counting
 */
export function statePage(now: number): string {
  return `<!doctype html>
<html lang="en" data-now="${now}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>huaweicloud-kps-emulator</title>
<style>${stateStyle}</style>
</head>
<body>
<header><h1>huaweicloud-kps-emulator</h1><p id="settings"></p></header>
<p id="problem" role="alert" hidden></p>
<main>
${section("running", "Running tasks")}
${section("failed", "Failed tasks")}
${section("servers", "Servers")}
${section("keyPairs", "Key pairs")}
${section("requests", "Last requests")}
</main>
<script>${stateScript}</script>
</body>
</html>
`;
}

/** Headers the page is sent with: nothing but its own script and style may run or load, and nobody may frame it. */
export const statePageHeaders: Readonly<Record<string, string>> = {
  "content-type": "text/html;charset=UTF-8",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "content-security-policy": [
    "default-src 'none'",
    `script-src ${hashOf(stateScript)}`,
    `style-src ${hashOf(stateStyle)}`,
    "img-src data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
};

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
