import { inspect } from "node:util";
import { connectTo } from "../support/connectTo";
import { showServer } from "../../provider/src/client/ecs/showServer";
import { associateKeyPair } from "../../provider/src/client/kps/associateKeyPair";
import { errorOf } from "../transport/errorOf";
import { manualClock } from "../transport/manualClock";
import { startScriptedServer } from "../transport/scriptedServer";
import type { Answer, ScriptedServer } from "../transport/scriptedServer";
import { settingsFor } from "./settingsFor";

const projectId = "0123456789abcdef0123456789abcdef";
const origin = "the environment (HW_USER_NAME)";
const user = { kind: "user", userName: "alice", password: "pass-word-1", domainName: "acme", origin } as const;

let server: ScriptedServer;

beforeEach(async () => {
  server = await startScriptedServer();
});

afterEach(() => server.close());

const life = { issued_at: "2026-11-21T00:00:00.000000Z", expires_at: "2026-11-22T00:00:00.000000Z" };

/** IAM hands out token-1, token-2, ...; ECS accepts those it is told to. */
function tokenWorld(accepts: (token: string) => boolean, iam: Partial<{ status: number; body: unknown }> = {}): void {
  let issued = 0;
  const answer: Answer = (request, response) => {
    if (request.url?.startsWith("/v3/auth/tokens") === true) {
      issued += 1;
      response.writeHead(iam.status ?? 201, { "x-subject-token": `token-${issued}` });
      response.end(JSON.stringify(iam.body ?? { token: { ...life, project: { id: projectId } } }));
      return;
    }
    const ok = accepts(String(request.headers["x-auth-token"]));
    response.writeHead(ok ? 200 : 401);
    response.end(
      JSON.stringify(
        ok ? { server: { id: "s", status: "ACTIVE" } } : { error_code: "APIGW.0301", error_msg: "expired" },
      ),
    );
  };
  server.script(answer);
}

const tokenRequests = (): number => server.seen.filter(({ url }) => url.startsWith("/v3/auth/tokens")).length;

test("asks IAM for a token of the project and signs nothing", async () => {
  tokenWorld(() => true);

  const cloud = await connectTo(settingsFor({ url: server.url, projectId, credentials: user }));
  await showServer(cloud, "s");

  expect(JSON.parse(server.seen[0]?.body ?? "")).toEqual({
    auth: {
      identity: {
        methods: ["password"],
        password: { user: { name: "alice", password: "pass-word-1", domain: { name: "acme" } } },
      },
      scope: { project: { id: projectId } },
    },
  });
  expect(server.seen[1]?.headers).toMatchObject({ "x-auth-token": "token-1" });
  expect(server.seen[1]?.headers).not.toHaveProperty("authorization");
});

test("replaces the token at four fifths of its life", async () => {
  const clock = manualClock();
  tokenWorld(() => true);
  const cloud = await connectTo(settingsFor({ url: server.url, projectId, credentials: user }), clock.runtime);
  await showServer(cloud, "s");

  await clock.advance(0.79 * 86_400_000);
  await showServer(cloud, "s");
  expect(tokenRequests()).toBe(1);

  await clock.advance(0.02 * 86_400_000);
  await showServer(cloud, "s");
  expect(tokenRequests()).toBe(2);
});

test("hundreds of waiters whose token has died cause one new token and no failure", async () => {
  let dead = new Set<string>();
  tokenWorld((token) => !dead.has(token));
  // The clock stands still: however busy the machine is, no answer is late.
  const { runtime } = manualClock();
  const cloud = await connectTo(settingsFor({ url: server.url, projectId, credentials: user }), runtime);
  await showServer(cloud, "s");
  dead = new Set(["token-1"]);

  const results = await Promise.all(Array.from({ length: 300 }, () => showServer(cloud, "s")));

  expect(results).toHaveLength(300);
  expect(tokenRequests()).toBe(2);
});

test("a token that is refused right after it was issued is the error", async () => {
  tokenWorld(() => false);
  const cloud = await connectTo(settingsFor({ url: server.url, projectId, credentials: user }));

  const errors = await Promise.all([errorOf(showServer(cloud, "s")), errorOf(showServer(cloud, "s"))]);

  expect(errors[0]).toMatchObject({ status: 401, code: "APIGW.0301" });
  expect(errors[1]).toBe(errors[0]);
  expect(tokenRequests()).toBe(2);
});

test("a wrong password is tried once", async () => {
  tokenWorld(() => true, {
    status: 401,
    body: { error: { code: 401, title: "Unauthorized", message: "pass-word-1 is wrong" } },
  });
  const cloud = await connectTo(settingsFor({ url: server.url, projectId, credentials: user }));

  const errors = await Promise.all([1, 2, 3].map(() => errorOf(showServer(cloud, "s"))));

  expect(tokenRequests()).toBe(1);
  expect(errors[0]).toMatchObject({ service: "IAM", status: 401, code: "Unauthorized" });
  expect(String(errors[2])).toContain(origin);
  expect(String(errors[2])).not.toContain("pass-word-1");
});

test("a temporary access key signs its security token", async () => {
  server.script({ status: 200, body: { server: { id: "s", status: "ACTIVE" } } });
  const credentials = {
    kind: "aksk",
    accessKey: "AK",
    secretKey: "SK-secret",
    securityToken: "security-token",
    origin,
  } as const;

  const cloud = await connectTo(settingsFor({ url: server.url, projectId, credentials }));
  await showServer(cloud, "s");

  const headers = server.seen[0]?.headers;
  expect(headers).toMatchObject({ "x-security-token": "security-token", "x-project-id": projectId });
  expect(headers?.authorization).toMatch(
    /^SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-project-id;x-sdk-date;x-security-token, Signature=[0-9a-f]{64}$/,
  );
});

test("a clock that is off is corrected from the Date header when the text names no time, and only once", async () => {
  const clock = manualClock();
  const date = new Date(clock.runtime.wallMs() + 7_200_000).toUTCString();
  server.script({ status: 401, headers: { date }, body: { error_code: "APIGW.0301", error_msg: "signature expired" } });
  const cloud = await connectTo(settingsFor({ url: server.url, projectId }), clock.runtime);

  const error = await errorOf(showServer(cloud, "s"));

  expect(error).toMatchObject({ status: 401 });
  expect(server.seen).toHaveLength(2);
  expect(server.seen.map(({ headers }) => String(headers["x-sdk-date"]).slice(9, 11))).toEqual(["22", "00"]);
});

test.each(["-1", "Mon, 01 Jan 0001 00:00:00 GMT"])("no time is learned from a Date header of %j", async (date) => {
  const clock = manualClock();
  server.script({ status: 404, headers: { date }, body: "not found" });
  const cloud = await connectTo(settingsFor({ url: server.url, projectId }), clock.runtime);

  await errorOf(showServer(cloud, "s"));

  expect(cloud.serviceNow()).toBe(clock.runtime.wallMs());
});

test.each(["00010101T000000Z", "19700101T000000Z"])(
  "of a refusal that names %s as the server time only the Date header counts",
  async (named) => {
    const clock = manualClock();
    const date = new Date(clock.runtime.wallMs()).toUTCString();
    const error_msg = `signature expired, server time:${named}`;
    server.script({ status: 401, headers: { date }, body: { error_code: "APIGW.0301", error_msg } });
    const cloud = await connectTo(settingsFor({ url: server.url, projectId }), clock.runtime);

    await errorOf(showServer(cloud, "s"));

    expect(server.seen).toHaveLength(1);
    expect(Math.abs(cloud.serviceNow() - clock.runtime.wallMs())).toBeLessThan(2_000);
  },
);

test("a ready token that has expired stops everything and says where it came from", async () => {
  tokenWorld(() => false);
  const credentials = { kind: "token", token: "old-token-value", origin: "the stack configuration (kps:)" } as const;
  const cloud = await connectTo(settingsFor({ url: server.url, projectId, credentials }));

  const errors = await Promise.all([1, 2, 3].map(() => errorOf(showServer(cloud, "s"))));

  expect(server.seen).toHaveLength(1);
  expect(String(errors[1])).toContain("the stack configuration (kps:)");
  expect(String(errors[1])).not.toContain("old-token-value");
});

describe("a service that echoes the whole request", () => {
  const secretKey = "SK/canary+secret=key";
  const securityToken = `ST-canary-${"0123456789abcdef".repeat(20)}`;
  const key = "-----BEGIN PRIVATE KEY-----\nMIIcanarycanarycanarycanarycanary0123456789\n-----END PRIVATE KEY-----\n";
  const temporary = { kind: "aksk", accessKey: "AK", secretKey, securityToken, origin: "the test" } as const;
  const ready = { kind: "token", token: securityToken, origin: "the test" } as const;

  const shapes: [string, (echo: string) => unknown][] = [
    ["error_msg", (echo) => ({ error_code: "KPS.0002", error_msg: echo })],
    ["error_code", (echo) => ({ error_code: echo, error_msg: "no" })],
    ["error.message", (echo) => ({ error: { code: 400, title: "Bad", message: echo } })],
    ["request_id", (echo) => ({ error_code: "X", error_msg: "no", request_id: echo })],
    ["base64", (echo) => ({ error_code: "X", error_msg: Buffer.from(echo).toString("base64").slice(0, 1) + echo })],
    ["plain text", (echo) => echo],
  ];

  test.each(shapes.flatMap(([name, body]) => [400, 401, 429, 503].map((status) => [name, status, body] as const)))(
    "in %s of a %d gets no secret into the error",
    async (_name, status, body) => {
      for (const credentials of [temporary, ready]) {
        server.script((request, response) => {
          const sent = server.seen.at(-1)?.body ?? "";
          const token = `${String(request.headers["x-security-token"])} ${String(request.headers["x-auth-token"])}`;
          response.writeHead(status);
          response.end(JSON.stringify(body(`${sent} | ${token} | ${encodeURIComponent(secretKey)} | ${secretKey}`)));
        });
        const cloud = await connectTo(settingsFor({ url: server.url, projectId, credentials }));
        const bound = { keyPairName: "ops", server: { id: "s", auth: { type: "keypair", key } } } as const;

        const error = await errorOf(associateKeyPair(cloud, bound, { attempts: 1 }));

        const shown = `${inspect(error, { depth: 9 })} ${JSON.stringify(error)}`;
        expect(shown).toContain("AssociateKeypair");
        expect(shown).not.toMatch(credentials.kind === "aksk" ? /canary/ : /ST-canary|MIIcanary/);
      }
    },
  );
});

describe("a ready token", () => {
  const credentials = { kind: "token", token: "ready-token-1", origin: "the environment (HW_AUTH_TOKEN)" } as const;
  const connected = (): ReturnType<typeof connectTo> =>
    connectTo(settingsFor({ url: server.url, projectId, credentials }));

  test("is asked about once by itself, and tells its IAM user", async () => {
    tokenWorld(() => true, { status: 200, body: { token: { user: { id: "user-1" } } } });
    const cloud = await connected();

    expect([await cloud.asker(), await cloud.asker()]).toEqual(["IAM user user-1", "IAM user user-1"]);
    expect(tokenRequests()).toBe(1);
    expect(server.seen[0]).toMatchObject({
      method: "GET",
      headers: { "x-auth-token": "ready-token-1", "x-subject-token": "ready-token-1" },
    });
  });

  test("is not waited for by whoever is stopped, though others still learn whose it is", async () => {
    tokenWorld(() => true, { status: 200, body: { token: { user: { id: "user-1" } } } });
    const cloud = await connected();
    const stopped = new AbortController();
    const impatient = cloud.asker(stopped.signal);
    stopped.abort(new Error("stopped"));

    await expect(impatient).rejects.toThrow("stopped");
    expect(await cloud.asker()).toBe("IAM user user-1");
  });

  test("of which IAM says nothing leaves open who asks", async () => {
    tokenWorld(() => true, { status: 403, body: { error: { code: 403, message: "Forbidden" } } });

    expect(await (await connected()).asker()).toBeUndefined();
  });
});
