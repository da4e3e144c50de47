import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bindRefusals } from "./messages/bindRefusals";
import { checkFailures } from "./messages/checkFailures";
import { decisions } from "./messages/decisions";
import { steady, type Chapter } from "./messages/entry";
import { fleets } from "./messages/fleets";
import { notices } from "./messages/notices";
import { pairRefusals } from "./messages/pairRefusals";
import { refusedCalls } from "./messages/refusedCalls";
import { settingsFaults } from "./messages/settingsFaults";
import { taskFailures } from "./messages/taskFailures";

const GOLDEN = join(__dirname, "messages.golden.txt");

/** All texts one after the other, each under its title; what a person reads is indented. */
function page(chapters: readonly Chapter[]): string {
  const lines = chapters.flatMap(({ heading, entries }) => [
    `# ${heading}`,
    "",
    ...entries.flatMap(({ title, text }) => [
      `- ${title}`,
      ...steady(text)
        .trimEnd()
        .split("\n")
        .map((line) => `    ${line}`.trimEnd()),
      "",
    ]),
  ]);
  return `${lines.join("\n").trimEnd()}\n`;
}

async function allChapters(): Promise<Chapter[]> {
  const told = await notices();
  return [
    ...(await checkFailures()),
    await settingsFaults(),
    await bindRefusals(),
    ...decisions(),
    ...(await taskFailures()),
    ...(await pairRefusals()),
    ...(await fleets()),
    ...(await refusedCalls()),
    told,
  ];
}

test("every message reads as the golden file says (written anew with KPS_WRITE_GOLDEN=1)", async () => {
  const chapters = await allChapters();
  const text = page(chapters);
  if (process.env["KPS_WRITE_GOLDEN"] === "1") {
    writeFileSync(GOLDEN, text);
  }
  expect(text).toBe(readFileSync(GOLDEN, "utf8"));
  const all = chapters.flatMap(({ entries }) => entries);
  expect(all.filter((entry) => entry.text.trim() === "")).toEqual([]);
  expect(text).not.toContain("hunter2");
  expect(text).not.toMatch(/BEGIN [A-Z ]*PRIVATE KEY-----\\n|undefined|\[object/);
}, 60_000);
