import { Bench } from "./support/bench";
import type { Sending } from "./support/signedClient";

let bench: Bench;
const path = "/v3/{project_id}/running-tasks";

beforeAll(async () => {
  bench = await Bench.start();
});

beforeEach(() => bench.emulator.control.reset());

afterAll(() => bench.emulator.close());

async function refusal(sending: Sending): Promise<string> {
  const reply = await bench.client.call("GET", path, sending);
  expect(reply.status).toBe(401);
  expect(reply.body).toMatchObject({ error_code: "APIGW.0301", request_id: reply.headers.get("x-request-id") });
  return (reply.body as { error_msg: string }).error_msg;
}

async function token(auth: object, headers: Record<string, string> = {}): Promise<string> {
  const reply = await bench.client.call("POST", "/v3/auth/tokens", { body: { auth }, unsigned: true, headers });
  expect(reply.status).toBe(201);
  return reply.headers.get("x-subject-token") ?? "";
}

function identity(): object {
  const { userName: name, userPassword, domainName } = bench.emulator.credentials;
  return { methods: ["password"], password: { user: { name, password: userPassword, domain: { name: domainName } } } };
}

const scope = { project: { name: "cn-north-4" } };

describe("signatures", () => {
  it("a wrong secret key shows the request as the gateway understood it", async () => {
    expect(await refusal({ secretKey: "wrong" })).toMatch(/verify aksk signature fail, canonicalRequest:GET\|\/v3\//);
  });

  it("an unknown access key", async () => {
    expect(await refusal({ accessKey: "NOBODY" })).toContain("NOBODY not exist");
  });

  it("a date more than 15 minutes off tells the time of the service", async () => {
    const now = bench.clock.wall();
    expect(await refusal({ date: now - 16 * 60_000 })).toMatch(/signature expired, signature time:.*,server time:/);
    expect((await bench.client.call("GET", path, { date: now + 14 * 60_000 })).status).toBe(200);
  });

  it("the clock of the service can be moved", async () => {
    bench.emulator.control.settings({ quirks: { clockOffsetMs: 3_600_000 } });
    expect(await refusal({})).toContain("signature expired");
    const reply = await bench.client.call("GET", path, { date: bench.clock.wall() + 3_600_000 });
    expect(reply.status).toBe(200);
    expect(Date.parse(reply.headers.get("date") ?? "")).toBeGreaterThan(bench.clock.wall() + 3_590_000);
  });

  it("five wrong ones in a row lock the access key for five minutes", async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await refusal({ secretKey: "wrong" });
    }
    expect(await refusal({})).toContain("AK access failed to reach the limit,forbidden");
    bench.clock.pass(300_001);
    expect((await bench.client.call("GET", path)).status).toBe(200);
  });

  it("a right one in between starts the count again", async () => {
    for (const secretKey of ["wrong", "wrong", "wrong", "wrong", undefined, "wrong"]) {
      await bench.client.call("GET", path, secretKey === undefined ? {} : { secretKey });
    }
    expect((await bench.client.call("GET", path)).status).toBe(200);
  });

  it("another project is forbidden", async () => {
    const reply = await bench.client.call("GET", "/v3/someoneelses/running-tasks");
    expect(reply.status).toBe(403);
    expect(reply.body).toMatchObject({ error_code: "KPS.9003" });
  });
});

describe("tokens", () => {
  it("of a project open its services for 24 hours", async () => {
    const id = await token({ identity: identity(), scope });
    const sending = { unsigned: true, headers: { "x-auth-token": id } };
    expect((await bench.client.call("GET", path, sending)).status).toBe(200);
    expect(bench.emulator.control.requests().at(-1)).toMatchObject({ who: "operator" });
    bench.clock.pass(24 * 3_600_000);
    expect(await refusal(sending)).toContain("The token must be updated");
  });

  it("without a project open none", async () => {
    const id = await token({ identity: identity() });
    const reply = await bench.client.call("GET", path, { unsigned: true, headers: { "x-auth-token": id } });
    expect(reply.status).toBe(403);
  });

  it("nobody issued are refused", async () => {
    expect(await refusal({ unsigned: true, headers: { "x-auth-token": "made up" } })).toContain("decrypt token fail");
  });

  it("of an agency act under the agency's name", async () => {
    const own = await token({ identity: identity(), scope });
    const role = { agency_name: "operations", domain_name: bench.emulator.credentials.domainName };
    const assumed = { identity: { methods: ["assume_role"], assume_role: role }, scope };
    const id = await token(assumed, { "x-auth-token": own });
    const reply = await bench.client.call("GET", path, { unsigned: true, headers: { "x-auth-token": id } });
    expect(reply.status).toBe(200);
    expect(bench.emulator.control.requests().at(-1)).toMatchObject({ who: "agency:operations" });
  });
});

it("a temporary access key works with its security token, as long as it lives", async () => {
  const own = await token({ identity: identity(), scope });
  const auth = { identity: { methods: ["token"], token: { duration_seconds: 900 } } };
  const issued = await bench.client.call("POST", "/v3.0/OS-CREDENTIAL/securitytokens", {
    body: { auth },
    unsigned: true,
    headers: { "x-auth-token": own },
  });
  const { credential } = issued.body as { credential: { access: string; secret: string; securitytoken: string } };
  const keys = { accessKey: credential.access, secretKey: credential.secret };
  const sending = { ...keys, headers: { "x-security-token": credential.securitytoken } };
  expect((await bench.client.call("GET", path, sending)).status).toBe(200);
  expect(await refusal(keys)).toContain("security token");
  bench.clock.pass(900_000);
  expect(await refusal(sending)).toContain("expired");
});

it("the second user has a quota and key pairs of its own", async () => {
  const { accessKey = "", secretKey = "" } = bench.emulator.control.users()[1] ?? {};
  bench.emulator.control.settings({ requestsPerMinute: 1 });
  expect((await bench.client.call("GET", path)).status).toBe(200);
  expect((await bench.client.call("GET", path)).status).toBe(429);
  expect((await bench.client.call("GET", path, { accessKey, secretKey })).status).toBe(200);
  const seen = await bench.client.call("GET", "/v3/{project_id}/keypairs", { accessKey, secretKey });
  expect(seen.body).toMatchObject({ keypairs: [], page_info: { current_count: 0 } });
});
