import { JSDOM } from "jsdom";
import { startEmulator, type Emulator } from "../src/index";
import { findBrowser } from "./support/findBrowser";
import { pageInBrowser } from "./support/pageInBrowser";

const browser = findBrowser();
// Not a test that passes where there is no browser: it is counted as skipped, and this says so.
const itInBrowser = browser === undefined ? it.skip : it;
if (browser === undefined) {
  process.stderr.write(
    "Left out, as there is no Chromium on the PATH: test/emulator/test/statePageInBrowser.test.ts\n",
  );
}

const hurt = `<img src="x" onerror="document.title = 'hurt'">`;
let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ seed: { servers: [{ id: "s-1", name: hurt }], keyPairs: [{ name: "ops" }] } });
  emulator.control.fault({ status: 403, body: {} });
  await fetch(`${emulator.url}/v3/projects`);
});

afterAll(() => emulator.close());

itInBrowser.each([
  ["wide", 1200],
  ["as narrow as a telephone's", 400],
])(
  "in a real browser, with its security policy in force, a window %s shows what there is",
  async (_title, width) => {
    const showing = { browser: browser ?? "", size: [width, 900] as const, afterMs: 3000 };
    const { document } = new JSDOM(await pageInBrowser(emulator.url, showing)).window;
    const texts = (section: string): (string | null)[] =>
      [...document.querySelectorAll(`#${section} tbody td`)].map((cell) => cell.textContent);
    expect(texts("servers")).toEqual([hurt, "ACTIVE", "yes", "s-1"]);
    expect(texts("keyPairs")).toContain("ops");
    expect(texts("requests")).toEqual(expect.arrayContaining(["403", "KeystoneListProjects", "GET /v3/projects"]));
    expect(document.getElementById("problem")?.hidden).toBe(true);
    expect(document.title).toBe("huaweicloud-kps-emulator");
  },
  60_000,
);
