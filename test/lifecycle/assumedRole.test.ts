import { acceptedPosts } from "../support/acceptedPosts";
import { bindingWorld, SERVERS, type BindingWorld } from "../support/bindingWorld";
import { toldAbout } from "../support/toldAbout";

let world: BindingWorld;

afterEach(() => world.close());

const PROGRAM = `
  const kps = require("pulumi-huaweicloud-kps");
  new kps.KeyPairBinding("web", { serverId: "${SERVERS.stopped}", keyPairName: "kp-a" });
`;

/** Who sent requests to services other than IAM. */
const senders = (): string[] => [
  ...new Set(
    world.emulator.control
      .requests()
      .filter(({ operation }) => !operation.startsWith("CreateTemporaryAccessKey"))
      .map(({ who }) => who),
  ),
];

it("an agency is what everything is done as: bind, refresh and destroy, with the project looked up as the agency", async () => {
  world = await bindingWorld(PROGRAM);
  const { stack, emulator } = world;
  const { accessKey, secretKey, domainName } = emulator.credentials;
  // Pairs of scope user belong to the user who made them; the agency is somebody else.
  emulator.control.reset({
    servers: [{ id: SERVERS.stopped, name: "db-1", status: "SHUTOFF" }],
    keyPairs: [{ name: "kp-a", publicKey: world.keys.a.publicKey, scope: "domain" }],
  });
  await stack.removeConfig("kps:accessKey", "kps:secretKey", "kps:projectId");
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

it("one that stands elsewhere than the credentials is refused, naming both, before anything is asked", async () => {
  world = await bindingWorld(PROGRAM);
  const environment = { HW_ASSUME_ROLE_AGENCY_NAME: "canary-agency", HW_ASSUME_ROLE_DOMAIN_NAME: "canary-account" };

  const preview = await world.stack.preview({ environment });
  expect(preview.ok).toBe(true);
  expect(toldAbout(preview, "web", "warning")).toContain("HW_ASSUME_ROLE_AGENCY_NAME");
  const up = await world.stack.up({ environment });

  expect(up.ok).toBe(false);
  const told = toldAbout(up, "web", "error");
  expect(told).toContain("HW_ASSUME_ROLE_AGENCY_NAME in the environment");
  expect(told).toContain("the stack configuration (kps:)");
  expect(up.stdout + up.stderr).not.toContain("canary-a");
  expect(world.emulator.control.requests()).toEqual([]);
});

it("a preview without any credentials warns", async () => {
  world = await bindingWorld(PROGRAM);
  await world.stack.removeConfig("kps:accessKey", "kps:secretKey");

  const preview = await world.stack.preview();

  expect(preview.ok).toBe(true);
  expect(toldAbout(preview, "web", "warning")).toContain("No credentials found");
});
