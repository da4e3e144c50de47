import { acceptedPosts } from "../support/acceptedPosts";
import { engineBench, SERVERS, type EngineBench } from "../support/engineBench";
import { toldAbout } from "../support/toldAbout";

let bench: EngineBench;

afterEach(() => bench.close());

const PROGRAM = `
  const kps = require("pulumi-huaweicloud-kps");
  new kps.KeyPairBinding("web", { serverId: "${SERVERS.stopped}", keyPairName: "kp-a" });
`;

/** Who sent requests to services other than IAM. */
const senders = (): string[] => [
  ...new Set(
    bench.emulator.control
      .requests()
      .filter(({ operation }) => !operation.startsWith("CreateTemporaryAccessKey"))
      .map(({ who }) => who),
  ),
];

it("an agency that the credentials do not belong to is refused; one that they do is what everything is done as", async () => {
  bench = await engineBench(PROGRAM);
  const { stack, emulator } = bench;
  const { accessKey, secretKey, domainName } = emulator.credentials;

  // It stands elsewhere than the credentials: said in the preview, refused naming both before anything is asked.
  const canaries = { HW_ASSUME_ROLE_AGENCY_NAME: "canary-agency", HW_ASSUME_ROLE_DOMAIN_NAME: "canary-account" };
  const warned = await stack.preview({ environment: canaries });
  expect(warned.ok).toBe(true);
  expect(toldAbout(warned, "web", "warning")).toContain("HW_ASSUME_ROLE_AGENCY_NAME");
  const refused = await stack.up({ environment: canaries });
  expect(refused.ok).toBe(false);
  const told = toldAbout(refused, "web", "error");
  expect(told).toContain("HW_ASSUME_ROLE_AGENCY_NAME in the environment");
  expect(told).toContain("the stack configuration (kps:)");
  expect(refused.stdout + refused.stderr).not.toContain("canary-a");
  expect(emulator.control.requests()).toEqual([]);

  await stack.removeConfig("kps:accessKey", "kps:secretKey", "kps:projectId");
  const withoutCredentials = await stack.preview();
  expect(withoutCredentials.ok).toBe(true);
  expect(toldAbout(withoutCredentials, "web", "warning")).toContain("No credentials found");

  // Bind, refresh and destroy, with the project looked up as the agency.
  // Pairs of scope user belong to the user who made them; the agency is somebody else.
  emulator.control.reset({
    servers: [{ id: SERVERS.stopped, name: "db-1", status: "SHUTOFF" }],
    keyPairs: [{ name: "kp-a", publicKey: bench.keys.a.publicKey, scope: "domain" }],
  });
  const environment = {
    HW_ACCESS_KEY: accessKey,
    HW_SECRET_KEY: secretKey,
    HW_ASSUME_ROLE_AGENCY_NAME: "operations",
    HW_ASSUME_ROLE_DOMAIN_NAME: domainName,
  };
  const up = await stack.up({ environment });
  expect(toldAbout(up, "web", "error")).toBe("");
  expect(up.ok).toBe(true);
  expect((await stack.refresh({ environment })).ok).toBe(true);
  expect((await stack.destroy({ environment })).ok).toBe(true);

  expect(acceptedPosts(emulator)).toHaveLength(2);
  expect(senders()).toEqual(["agency:operations"]);
  expect(emulator.control.requests().some(({ operation }) => operation === "KeystoneListProjects")).toBe(true);
});
