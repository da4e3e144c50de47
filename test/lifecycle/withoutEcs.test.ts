import { acceptedPosts } from "../support/acceptedPosts";
import { bindingWorld, SERVERS, type BindingWorld } from "../support/bindingWorld";
import { expectSettled } from "../support/expectSettled";
import { toldAbout } from "../support/toldAbout";

let world: BindingWorld;

afterEach(() => world.close());

const PROGRAM = (keyPairName: string, auth: string): string => `
  const kps = require("pulumi-huaweicloud-kps");
  new kps.KeyPairBinding("one", { serverId: "${SERVERS.one}", keyPairName: "${keyPairName}", auth: ${auth} });
`;

it("without permission in ECS it works on KPS alone, and says what it cannot verify", async () => {
  world = await bindingWorld(PROGRAM("kp-a", `{ passwordEnv: "UNSET" }`));
  const { stack, emulator } = world;
  emulator.control.fault({
    path: "/cloudservers/",
    times: 1_000,
    status: 403,
    body: { error: { code: "Ecs.0013", message: "Insufficient permissions" } },
  });
  const refused = await stack.up();
  expect(toldAbout(refused, "one", "error")).toMatch(
    /ECS cannot be asked[^\n]*\n\s*auth\s+environment variable UNSET is not set\n\s*note\s+[^\n]*ecs:cloudServers:get/,
  );
  expect(acceptedPosts(emulator)).toEqual([]);

  await stack.setProgram({ javascript: PROGRAM("kp-a", `{ passwordEnv: "ROOT_PASSWORD" }`) });
  const bound = await stack.up();
  expect(bound.ok).toBe(true);
  const notice = toldAbout(bound, "one");
  expect(notice).toMatch(
    /^bound, but not verified: the credentials may not read the server in ECS \(403; [^\n]*\)\s*$/,
  );
  expect((await stack.state()).resource("one").outputs).toMatchObject({ phase: "bound", verified: false });
  await expectSettled(stack, 2);

  await stack.setProgram({ javascript: PROGRAM("kp-b", `{ privateKeyEnv: "KEY_B" }`) });
  expect(toldAbout(await stack.up(), "one", "error")).toMatch(/the key now bound is /);
  await stack.setProgram({ javascript: PROGRAM("kp-b", `[{ privateKeyEnv: "KEY_B" }, { privateKeyEnv: "KEY_A" }]`) });
  expect((await stack.up()).summary).toEqual({ same: 1, update: 1 });
  await expectSettled(stack, 2);

  expect((await stack.destroy()).ok).toBe(true);
  expect(acceptedPosts(emulator)).toEqual([
    "AssociateKeypair kp-a",
    "AssociateKeypair kp-b",
    "DisassociateKeypair kp-b",
  ]);
});
