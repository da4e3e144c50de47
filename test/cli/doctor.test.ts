import { acceptedPosts } from "../support/acceptedPosts";
import { cliBench, type CliBench } from "./cliBench";
import { runCli, type Variables } from "./runCli";

jest.setTimeout(60_000);

interface Findings {
  readonly healthy: boolean;
  readonly findings: readonly { check: string; result: string; seen: string; next?: string; action?: string }[];
}

let bench: CliBench;

afterEach(() => bench.close());

async function examine(more: Variables = {}): Promise<Findings & { status: number | null }> {
  const { status, stdout } = await runCli(["doctor", "--json"], { ...bench.variables, ...more });
  return { ...(JSON.parse(stdout) as Findings), status };
}

function of({ findings }: Findings, name: string): readonly unknown[] {
  return findings.filter(({ check, action }) => name === (action ?? check));
}

it("finds nothing where all is well, sends reads only, and lists what it could not try", async () => {
  bench = await cliBench();
  const found = await examine();
  expect(found.status).toBe(0);
  expect(found.findings.filter(({ result }) => result !== "ok" && result !== "untested")).toEqual([]);
  expect(of(found, "kps::getFailedTask")).toMatchObject([{ result: "ok" }]);
  expect(of(found, "kps:SSHKeyPair:bind")).toMatchObject([{ result: "untested" }]);
  expect(of(found, "credentials")).toMatchObject([
    { result: "ok", seen: expect.stringContaining("HW_ACCESS_KEY") as string },
  ]);
  const requests = bench.emulator.control.requests();
  expect(requests.map(({ method }) => method).filter((method) => method !== "GET")).toEqual([]);
  expect(acceptedPosts(bench.emulator)).toEqual([]);
  const people = await runCli(["doctor"], bench.variables);
  expect(people.stdout).toMatch(/^RESULT +CHECK +SEEN\n[\s\S]*\nok +kps::getTask +[\s\S]*\nNothing to fix\.\n$/);
});

it("names the IAM action that is missing, and what is not possible without it", async () => {
  bench = await cliBench();
  const { control } = bench.emulator;
  control.fault({ operation: "ListFailedTask", status: 403, body: { error_code: "KPS.9003", error_msg: "Forbidden" } });
  control.fault({ operation: "ListBackgroundTasks", status: 403, body: { error_code: "DMS.00403002" } });
  const found = await examine();
  expect(found).toMatchObject({ status: 1, healthy: false });
  expect(of(found, "kps::getFailedTask")).toMatchObject([
    {
      result: "problem",
      seen: expect.stringMatching(
        /ListFailedTask is not allowed \(403 KPS.9003 Forbidden request id .*explained$/,
      ) as string,
      next: "grant kps::getFailedTask to the IAM user or agency",
    },
  ]);
  expect(of(found, "dms:instance:getBackgroundTask")).toMatchObject([{ result: "warning" }]);
  expect(of(found, "kps::getTask")).toMatchObject([{ result: "ok" }]);
});

it("does not take the page of a proxy, which finds nothing, for the services' own word", async () => {
  bench = await cliBench();
  const headers = { "content-type": "text/html" };
  bench.emulator.control.fault({ times: 100, status: 404, body: "<html>not found</html>", headers });
  const found = await examine();
  expect(found).toMatchObject({ status: 1, healthy: false });
  expect(found.findings.filter(({ result, check }) => result === "ok" && /permission|endpoint/.test(check))).toEqual(
    [],
  );
  expect(of(found, "endpoint KPS")).toMatchObject([
    { result: "problem", seen: expect.stringMatching(/answered 404.*, which are not the words of KPS$/) as string },
  ]);
});

it("stops at the first refusal of wrong credentials, which would lock them", async () => {
  bench = await cliBench();
  const found = await examine({ HW_SECRET_KEY: "not-the-secret-key" });
  expect(found.status).toBe(1);
  expect(of(found, "credentials")).toMatchObject([
    { result: "problem", seen: expect.stringMatching(/from the environment .*refused \(401 APIGW.0301/) as string },
  ]);
  expect(bench.emulator.control.requests()).toHaveLength(1);
  expect(JSON.stringify(found)).not.toContain("not-the-secret-key");
});

it("tells a wrong clock, a wrong project, throttling, a service that is down, and settings that are missing", async () => {
  bench = await cliBench({ quirks: { clockOffsetMs: 10 * 60_000 } });
  expect(of(await examine(), "clock")).toMatchObject([
    { result: "problem", seen: expect.stringMatching(/clock is (599|600|601) s behind the service's/) as string },
  ]);
  bench.emulator.control.settings({ quirks: { clockOffsetMs: 0 } });
  const { control } = bench.emulator;
  control.fault({
    operation: "ListRunningTask",
    status: 429,
    body: { error_code: "APIGW.0308", error_msg: "limit:300" },
  });
  control.fault({ operation: "ShowServer", status: 503, body: {} });
  const found = await examine({ HW_PROJECT_ID: "0123456789abcdef0123456789abcdef" });
  expect(found.status).toBe(1);
  expect(of(found, "project")).toMatchObject([{ result: "problem" }]);
  expect(of(found, "throttling")).toMatchObject([
    {
      result: "warning",
      seen: expect.stringMatching(/requests a minute are sent \(KPS_REQUESTS_PER_MINUTE\)$/) as string,
    },
  ]);
  expect(of(found, "endpoint ECS")).toMatchObject([{ result: "problem" }]);
  expect(of(await examine({ HW_REGION_NAME: undefined }), "settings")).toMatchObject([{ result: "problem" }]);
  expect(of(await examine({ KPS_ENDPOINT: "http://127.0.0.1:1" }), "endpoint KPS")).toMatchObject([
    { result: "problem", next: expect.stringContaining("--endpoint") as string },
  ]);
});
