import { acceptedPosts } from "../../support/acceptedPosts";
import { expectSettled, type Declared } from "../../support/inProcess/playedStack";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";

let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench();
});
const PROGRAM = (keyPairName: string, auth: unknown): Declared[] => [
  { kind: "keyPairBinding", name: "one", inputs: { serverId: "running", keyPairName, auth } },
];

it("without permission in ECS it works on KPS alone, and says what it cannot verify", async () => {
  const { stack, emulator } = bench;
  emulator.control.fault({
    path: "/cloudservers/",
    times: 1_000,
    status: 403,
    body: { error: { code: "Ecs.0013", message: "Insufficient permissions" } },
  });
  const refused = await stack.up(PROGRAM("kp-a", { passwordEnv: "UNSET" }));
  expect(refused.told("one", "error")).toMatch(
    /ECS cannot be asked[^\n]*\n\s*auth\s+environment variable UNSET is not set\n\s*note\s+[^\n]*ecs:cloudServers:get/,
  );
  expect(acceptedPosts(emulator)).toEqual([]);

  const first = PROGRAM("kp-a", { passwordEnv: "ROOT_PASSWORD" });
  const bound = await stack.up(first);
  expect(bound.ok).toBe(true);
  expect(bound.told("one")).toMatch(
    /^bound, but not verified: the credentials may not read the server in ECS \(403; [^\n]*\)\s*$/,
  );
  expect(stack.resource("one").outputs).toMatchObject({ phase: "bound", verified: false });
  await expectSettled(stack, first);

  expect((await stack.up(PROGRAM("kp-b", { privateKeyEnv: "KEY_B" }))).told("one", "error")).toMatch(
    /the key now bound is /,
  );
  const rotated = PROGRAM("kp-b", [{ privateKeyEnv: "KEY_B" }, { privateKeyEnv: "KEY_A" }]);
  expect((await stack.up(rotated)).summary).toEqual({ update: 1 });
  await expectSettled(stack, rotated);

  expect((await stack.destroy()).ok).toBe(true);
  expect(acceptedPosts(emulator)).toEqual([
    "AssociateKeypair kp-a",
    "AssociateKeypair kp-b",
    "DisassociateKeypair kp-b",
  ]);
});
