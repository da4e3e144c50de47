import { cliBench, ids, type CliBench } from "./cliBench";
import { runCli, type Variables } from "./runCli";

jest.setTimeout(60_000);

let bench: CliBench;

beforeAll(async () => {
  bench = await cliBench();
});

afterEach(() => bench.emulator.control.clearFaults());

afterAll(() => bench.close());

const run = (args: readonly string[], more: Variables = {}) => runCli(args, { ...bench.variables, ...more });

describe("2: what was given is wrong", () => {
  it.each<[readonly string[], Variables, RegExp]>([
    [[], {}, /Usage: huaweicloud-kps/],
    [["tasks"], {}, /Usage: huaweicloud-kps tasks/],
    [["tasks", "sleeping"], {}, /unknown command 'sleeping'/],
    [["tasks", "show"], {}, /missing required argument 'id'/],
    [["tasks", "show", "../x"], {}, /An id has letters/],
    [["tasks", "failed", "--since", "yesterday"], {}, /Give a duration back from now/],
    [["tasks", "failed", "--operation", "HUG"], {}, /one of BIND, RESET, REPLACE, UNBIND/],
    [["tasks", "failed"], { HW_REGION_NAME: undefined }, /No region is set[\s\S]*\nnext /],
    [["tasks", "failed"], { HW_SECRET_KEY: undefined }, /HW_SECRET_KEY missing/],
    [["tasks", "failed"], { HW_ACCESS_KEY: undefined, HW_SECRET_KEY: undefined }, /No credentials found/],
    [["tasks", "failed", "--region", "Bad!"], {}, /region is malformed \(from --region\)/],
    [["tasks", "show", "nothing"], {}, /KPS knows no task nothing\nanswer +404 KPS.0001/],
    [["tasks", "wait", "nothing"], {}, /KPS knows no task nothing/],
    [["dms", "tasks", "nothing"], {}, /DMS knows no DMS instance nothing/],
    [["dms", "wait", "nothing"], {}, /DMS knows no DMS instance nothing/],
    [["preflight", "nothing"], {}, /no such server/],
    [["preflight", ids.web, "--key-file", "/not/there"], {}, /file \/not\/there does not exist/],
    [["preflight", ids.web, "--key-file", "not-there.pem"], {}, /file not-there\.pem does not exist\n/],
    [["report", "/not/there"], {}, /\/not\/there cannot be read/],
  ])("%j", async (args, variables, text) => {
    const { status, stdout, stderr } = await run(args, variables);
    expect(stdout + stderr).toMatch(text);
    expect(status).toBe(2);
  });

  it("wrong credentials, told without a secret, by one request", async () => {
    const before = bench.emulator.control.requests().length;
    const { status, stdout, stderr } = await run(["tasks", "failed"], { HW_SECRET_KEY: "not-the-secret-key" });
    expect(stderr).toMatch(
      /^error: KPS refused ListFailedTask\nanswer +401 APIGW.0301[\s\S]*\nnext +check the access key/,
    );
    expect(stdout + stderr).not.toContain("not-the-secret-key");
    expect(bench.emulator.control.requests().length - before).toBe(1);
    expect(status).toBe(2);
  });
});

describe("3: no answer", () => {
  it("no network", async () => {
    const { status, stderr } = await run(["tasks", "show", "t"], { KPS_ENDPOINT: "http://127.0.0.1:1" });
    expect(stderr).toMatch(
      /ListKeypairTask could not be sent to KPS[\s\S]*ECONNREFUSED[\s\S]*\nnext +check --endpoint/,
    );
    expect(status).toBe(3);
  });

  it("a service that is down", async () => {
    bench.emulator.control.fault({
      operation: "ListKeypairs",
      times: 20,
      status: 503,
      body: { error_code: "KPS.0003" },
    });
    const { status, stderr } = await run(["keypairs", "list"]);
    expect(stderr).toMatch(/answer +503 KPS.0003[\s\S]*request id \S+[\s\S]*\nnext +try again in a few minutes/);
    expect(status).toBe(3);
  });
});

it("0: help, version, and connection flags before or after the command", async () => {
  expect(await run(["--help"])).toMatchObject({ status: 0, stderr: "" });
  expect((await run(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  const { url, region } = bench.emulator.credentials;
  const none = { KPS_ENDPOINT: undefined, HW_REGION_NAME: undefined };
  for (const args of [
    ["--region", region, "--endpoint", url, "keypairs", "list"],
    ["keypairs", "list", "--region", region, "--endpoint", url],
  ]) {
    expect(await run(args, none)).toMatchObject({ status: 0, stderr: "2 key pairs\n" });
  }
});
