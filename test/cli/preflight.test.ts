import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newSshKey } from "../support/sshKey";
import { temporaryFolder } from "../support/temporaryFolder";
import { acceptedPosts } from "../support/acceptedPosts";
import { cliBench, ids, type CliBench } from "./cliBench";
import { runCli } from "./runCli";

jest.setTimeout(60_000);

const folder = temporaryFolder();
let bench: CliBench;

beforeEach(async () => {
  bench = await cliBench();
});

afterEach(() => bench.close());

function keyFile(name: string, privateKey: string): string {
  const path = join(folder(), name);
  writeFileSync(path, privateKey);
  chmodSync(path, 0o600);
  return path;
}

async function preflight(...args: string[]): Promise<{ status: number | null; found: readonly unknown[] }> {
  const { status, stdout } = await runCli(["preflight", "--json", ...args], {
    ...bench.variables,
    ROOT_PASSWORD: "Root-Passw0rd",
  });
  return { status, found: JSON.parse(stdout) as readonly unknown[] };
}

it("says what a bind would do to each server and what it needs, and changes nothing", async () => {
  const { status, found } = await preflight(ids.web, ids.stopped, ids.bound);
  expect(found).toMatchObject([
    { serverName: "web-1", operation: "BIND", auth: "root password", given: "not given" },
    { serverName: "db-1", operation: "BIND", auth: "none: the server is stopped", given: "not needed" },
    { keyPairName: "kp-b", operation: "REPLACE", auth: 'private key of "kp-b"', given: "not given" },
  ]);
  expect(found[2]).toMatchObject({ remark: 'needs replaces: ["kp-b"], or its private key in auth' });
  expect(status).toBe(0);
  expect(acceptedPosts(bench.emulator)).toEqual([]);
});

it("says that no server can be bound to a key pair that KPS does not know", async () => {
  const { status, found } = await preflight(ids.web, ids.bound, "--key-pair", "typo");
  const remark = 'KPS knows no key pair "typo": check its name, the region and the project';
  expect(found).toMatchObject([
    { serverName: "web-1", operation: "refused", remark },
    { keyPairName: "kp-b", operation: "refused", remark },
  ]);
  expect(status).toBe(1);
});

it("says whether a key fits", async () => {
  const good = keyFile("good.pem", bench.keys.b.privateKey);
  const bad = keyFile("bad.pem", newSshKey().privateKey);
  const fits = await preflight(ids.bound, "--key-file", bad, "--key-file", good, "--key-pair", "kp-a");
  expect(fits).toMatchObject({ status: 0, found: [{ operation: "REPLACE", given: "fits", remark: "" }] });
  const unfit = await preflight(ids.bound, "--key-file", bad);
  expect(unfit).toMatchObject({
    status: 1,
    found: [
      {
        given: "does not fit",
        remark: expect.stringMatching(/bad\.pem is the key .*; the key now bound is /) as string,
      },
    ],
  });
  const password = await preflight(ids.web, "--password-env", "ROOT_PASSWORD");
  expect(password).toMatchObject({ status: 0, found: [{ operation: "BIND", given: "cannot be told" }] });
});

it("asks for a key pair once, however many servers have it", async () => {
  const servers = Array.from({ length: 20 }, (_, n) => `bound-${n}`);
  servers.forEach((id) => bench.emulator.control.putServer(id, { name: id, keyPairName: "kp-b" }));
  const { found } = await preflight(...servers, "--key-pair", "kp-b");
  expect(found).toHaveLength(20);
  const asked = bench.emulator.control.requests().filter(({ operation }) => operation === "ListKeypairDetail");
  expect(asked).toHaveLength(1);
});

it("takes an id in capitals for the server it is, also when it is given twice", async () => {
  const id = "abcdef12-3456-4789-8abc-def123456789";
  bench.emulator.control.putServer(id, { name: "web-2", rootPassword: "Root-Passw0rd" });
  const taskId = await bench.startTask(id, 600_000);
  const { found } = await preflight(id.toUpperCase(), id);
  expect(found).toMatchObject([{ serverId: id, operation: "BIND", runningTaskId: taskId }]);
  expect(found).toHaveLength(1);
});

it("knows a server that needs nothing, one that cannot be bound, one that is busy, and one that is stopped and bound", async () => {
  const { control } = bench.emulator;
  expect((await preflight(ids.bound, "--key-pair", "kp-b")).found).toMatchObject([
    { operation: "none", remark: "bound already" },
  ]);
  const taskId = await bench.startTask(ids.web, 600_000);
  expect((await preflight(ids.web)).found).toMatchObject([{ operation: "BIND", runningTaskId: taskId }]);
  control.putServer(ids.bound, { status: "SHUTOFF" });
  expect((await preflight(ids.bound, "--replaces", "kp-b")).found).toMatchObject([
    { operation: "RESET", given: "not needed", remark: "" },
  ]);
  control.fault({
    operation: "ShowServer",
    body: { server: { id: ids.shop, name: "shop", status: "BUILD", key_name: null } },
    status: 200,
  });
  expect(await preflight(ids.shop)).toMatchObject({
    status: 1,
    found: [{ operation: "refused", remark: expect.stringContaining("BUILD") as string }],
  });
  control.fault({ operation: "ShowServer", status: 403, body: { error: { code: "Ecs.0013", message: "no" } } });
  expect(await preflight(ids.shop)).toMatchObject({ status: 0, found: [{ operation: "unknown", status: "unknown" }] });
});

it.each([
  [
    "an entry of it that cannot be read",
    200,
    { total: 1, tasks: [{ task_id: 7, server_id: ids.web }] },
    /waits for what runs there/,
  ],
  ["fewer entries than it counts", 200, { total: 3, tasks: [] }, /nobody can see: .* incomplete/],
  ["nothing to these credentials", 403, { error_code: "KPS.9003" }, /nobody can see: .*kps::getRunningTask/],
])("does not call a server idle where the list of running tasks shows %s", async (_name, status, body, remark) => {
  bench.emulator.control.fault({ operation: "ListRunningTask", times: 100, status, body });
  const { found } = await preflight(ids.web);
  expect(found).toMatchObject([{ operation: "BIND", runningUnknown: expect.stringMatching(remark) as string }]);
  const { stdout } = await runCli(["preflight", ids.web], bench.variables);
  expect(stdout.replace(/\s+/g, " ")).toMatch(remark);
});
