import { createHash } from "node:crypto";
import { startEmulator, type Emulator } from "../src/index";
import { SignedClient } from "./support/signedClient";
import { StatePageWindow } from "./support/statePageWindow";

const hurt = `<img src="x" onerror="window.hurt = true"><script>window.hurt = true</script>`;
const web = { id: "server-1", name: "web-1", rootPassword: "Secret-1" };
const seed = {
  servers: [web, { id: "server-2", name: "db-1", status: "SHUTOFF" as const }, { id: "server-3", name: hurt }],
  keyPairs: [{ name: "ops" }, { name: hurt }],
};

// Each look of the page is a second after the last one.
jest.setTimeout(30_000);

let emulator: Emulator;
let page: StatePageWindow;

beforeEach(async () => {
  emulator = await startEmulator({ seed });
  page = await StatePageWindow.open(emulator.url);
  await page.until(() => page.rows("servers").length > 0);
});

afterEach(async () => {
  page.close();
  await emulator.close();
});

async function bind(): Promise<void> {
  const server = { id: web.id, auth: { type: "password", key: web.rootPassword } };
  const body = { keypair_name: "ops", server };
  const client = new SignedClient(emulator.credentials);
  expect((await client.call("POST", "/v3/{project_id}/keypairs/associate", { body })).status).toBe(202);
}

it("shows servers and key pairs, and says where there is nothing", () => {
  expect(page.records("servers").slice(0, 2)).toEqual([
    { name: "web-1", status: "ACTIVE", "password login": "yes", id: "server-1" },
    { name: "db-1", status: "SHUTOFF", "password login": "yes", id: "server-2" },
  ]);
  expect(page.records("keyPairs")[0]).toMatchObject({
    name: "ops",
    fingerprint: expect.stringMatching(/^..:..:/) as string,
  });
  for (const section of ["running", "failed", "requests"]) {
    expect(page.document.querySelector(`#${section} > p`)?.textContent).toBe("none");
  }
  expect(page.problem).toBe("");
  expect(page.errors).toEqual([]);
});

it("follows a bind by itself: that it runs and for how long, and why it failed", async () => {
  await bind();
  await page.until(() => page.rows("running").length === 1);
  const [running] = page.records("running");
  expect(running).toMatchObject({
    status: expect.stringMatching(/^(READY|RUNNING)_BIND$/) as string,
    server: "web-1 (server-1)",
    "key pair": "ops",
  });
  expect(running?.["for"]).toMatch(/^\d+(\.\d)? s$/);
  await page.until(() => page.records("running")[0]?.["for"] !== running?.["for"]);
  emulator.control.putServer(web.id, { status: "SHUTOFF" });
  await page.until(() => page.rows("failed").length === 1);
  expect(page.rows("running")).toEqual([]);
  expect(page.records("failed")).toMatchObject([
    { status: "FAILED_BIND", why: expect.stringContaining("started or stopped") as string, server: "web-1 (server-1)" },
  ]);
  expect(page.records("servers")[0]).toMatchObject({ status: "SHUTOFF" });
  expect(page.errors).toEqual([]);
});

it("shows the last twenty requests, the newest first, and which were refused", async () => {
  await bind();
  const client = new SignedClient(emulator.credentials);
  for (let index = 0; index < 20; index += 1) {
    await client.call("GET", "/v3/{project_id}/failed-tasks");
  }
  await client.call("GET", "/v3/{project_id}/running-tasks", { secretKey: "wrong" });
  await page.until(() => page.rows("requests").length === 20 && page.records("requests")[0]?.["status"] === "401");
  const statuses = page.records("requests").map((row) => `${row["operation"] ?? ""} ${row["status"] ?? ""}`);
  expect(statuses).toEqual(["ListRunningTask 401", ...Array<string>(19).fill("ListFailedTask 200")]);
  const looks = [...page.document.querySelectorAll("#requests tbody td[data-label=status]")].map(
    (one) => one.className,
  );
  expect(looks[0]).toContain("bad");
  expect(looks[1]).toContain("good");
});

it("shows what a request was about, and whether it changed something", async () => {
  await bind();
  await page.until(() => page.rows("requests").length === 1);
  const expected = { status: "202", operation: "AssociateKeypair", "changed something": "yes", about: "web-1" };
  expect(page.records("requests")).toMatchObject([{ ...expected, who: "operator" }]);
});

it("shows HTML in names and messages as text", async () => {
  emulator.control.taskScript({ outcome: "fail", durationMs: 0, errorMessage: hurt });
  await bind();
  await page.until(() => page.rows("failed").length === 1);
  expect(page.records("servers")[2]?.["name"]).toBe(hurt);
  expect(page.records("keyPairs")[1]?.["name"]).toBe(hurt);
  expect(page.records("failed")[0]?.["why"]).toBe(hurt);
  expect(page.document.querySelectorAll("main img, main script")).toHaveLength(0);
  expect(page.document.defaultView).not.toHaveProperty("hurt");
});

it("says so when the emulator is gone, and goes on when it is back", async () => {
  const port = Number(new URL(emulator.url).port);
  await emulator.close();
  await page.until(() => page.problem !== "");
  expect(page.problem).toContain("has not answered since");
  expect(page.rows("servers")).toHaveLength(3);
  emulator = await startEmulator({ port, seed: { servers: [{ id: "fresh" }] } });
  await page.until(() => page.problem === "");
  expect(page.records("servers")).toMatchObject([{ name: "fresh" }]);
  expect(page.errors).toEqual([]);
});

it("shows the ports of SSH endpoints where servers have them", async () => {
  const withSsh = await startEmulator({ seed, ssh: true });
  const other = await StatePageWindow.open(withSsh.url);
  try {
    await other.until(() => other.rows("servers").length > 0);
    const { sshPort } = withSsh.control.state().servers[0] ?? {};
    expect(sshPort).toBeGreaterThan(0);
    expect(other.records("servers")[0]).toMatchObject({ name: "web-1", "SSH port": String(sshPort) });
  } finally {
    other.close();
    await withSsh.close();
  }
});

it("shows no more than two hundred servers, and how many more there are", async () => {
  emulator.control.reset({ servers: Array.from({ length: 250 }, (_, index) => ({ id: `s-${index}` })) });
  await page.until(() => page.rows("servers").length === 200);
  expect(page.document.querySelector("#servers > p")?.textContent).toBe("and 50 more");
  expect(page.document.querySelector("#servers h2")?.textContent).toBe("Servers 250");
});

it("is allowed its own script and style, requests to the emulator, and nothing else", async () => {
  const reply = await fetch(emulator.url);
  const html = await reply.text();
  const policy = reply.headers.get("content-security-policy") ?? "";
  const hashOf = (tag: string): string => {
    const [, text = ""] = new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(html) ?? [];
    return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  };
  expect(policy.split("; ")).toEqual([
    "default-src 'none'",
    `script-src ${hashOf("script")}`,
    `style-src ${hashOf("style")}`,
    "img-src data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]);
  expect(html).not.toMatch(/https?:|\son\w+=|style=/);
});
