import { acceptedPosts } from "../../support/acceptedPosts";
import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../../support/inProcess/inProcessBench";

let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench();
});

const URN = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/kps:KeyPairBinding::web";

it("one answer that asks for an hour holds a bind up for a minute, and its row says for what", async () => {
  bench.emulator.control.fault({
    operation: "AssociateKeypair",
    status: 429,
    headers: { "retry-after": "3600" },
    body: {
      error_code: "APIGW.0308",
      error_msg: "The throttling threshold has been reached: policy user over ratelimit,limit:300,time:1 day",
    },
  });
  const begun = bench.world.runtime.monotonicMs();

  const bound = await bench.binding.create({
    serverId: "running",
    keyPairName: "kp-a",
    auth: { password: ROOT_PASSWORD },
    resourceUrn: URN,
  });

  expect(bound).toMatchObject({ phase: "bound" });
  expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a"]);
  expect(bench.world.runtime.monotonicMs() - begun).toBeLessThan(5 * 60_000);
  expect(bench.lines.filter(({ urn }) => urn === URN).map(({ text }) => text)).toContainEqual(
    expect.stringMatching(
      /waiting 60 s for the request limit \(kps:requestsPerMinute\); the service says: The throttling threshold has been reached: policy user over ratelimit,limit:300,time:1 day/,
    ),
  );
});

it("says in the row that the list of running tasks waits for a quota which others use up", async () => {
  bench.emulator.control.fault({
    operation: "ListRunningTask",
    times: 12,
    status: 429,
    body: { error_code: "APIGW.0308", error_msg: "limit:300,time:1 minute" },
  });
  const asked = { serverId: "running", keyPairName: "kp-a", auth: { password: ROOT_PASSWORD }, resourceUrn: URN };

  expect(await bench.binding.create(asked)).toMatchObject({ phase: "bound" });
  expect(bench.lines.filter(({ urn }) => urn === URN).map(({ text }) => text)).toContainEqual(
    expect.stringMatching(
      /^looking at server running: .*waiting \d+ s for the request limit \(kps:requestsPerMinute\); the service says: limit:300/,
    ),
  );
});

it.each([
  ["ShowServer", 429, "ECS answered 429 APIGW.0308: come back later"],
  ["ShowServer", 503, "ECS answered 503 APIGW.0308: come back later"],
  ["ListKeypairDetail", 429, "KPS answered 429 APIGW.0308: come back later"],
  ["ListRunningTask", 503, "KPS answered 503 APIGW.0308: come back later"],
] as const)(
  "says in the row what a look waits for: %s is answered %i with an hour to wait",
  async (operation, status, told) => {
    bench.emulator.control.fault({
      operation,
      status,
      headers: { "retry-after": "3600" },
      body: { error_code: "APIGW.0308", error_msg: "come back later" },
    });
    const asked = { serverId: "running", keyPairName: "kp-a", auth: { password: ROOT_PASSWORD }, resourceUrn: URN };
    expect(await bench.binding.create(asked)).toMatchObject({ phase: "bound" });

    const lines = bench.lines.filter(({ urn }) => urn === URN).map(({ text }) => text);
    expect(lines).toContainEqual(expect.stringMatching(/^looking at server running: 15 s, waiting up to 4\d s: /));
    expect(lines).toContainEqual(expect.stringContaining(told));
    expect(lines.filter((line) => line.startsWith("BIND")).join()).not.toContain("waiting");
  },
);
