import { acceptedPosts } from "../support/acceptedPosts";
import { bindingWorld, SERVERS, type BindingWorld } from "../support/bindingWorld";
import { expectSettled } from "../support/expectSettled";
import { toldAbout } from "../support/toldAbout";

let world: BindingWorld;

afterEach(() => world.close());

/** Two bindings, each with its name, its key pair and its options. */
const TWO = (
  first: readonly [string, string, string?],
  second: readonly [string, string, string?],
  more = "",
): string => `
  const kps = require("pulumi-huaweicloud-kps");
  const auth = [{ passwordEnv: "ROOT_PASSWORD" }, { privateKeyEnv: "KEY_A" }, { privateKeyEnv: "KEY_B" }];
  const common = { auth, ${more} };
  new kps.KeyPairBinding("${first[0]}", { serverId: "${SERVERS.one}", keyPairName: "${first[1]}", ...common }, ${first[2] ?? "{}"});
  new kps.KeyPairBinding("${second[0]}", { serverId: "${SERVERS.two}", keyPairName: "${second[1]}", ...common }, ${second[2] ?? "{}"});
`;

const keysOnServers = (): (string | undefined)[] => {
  const { servers } = world.emulator.control.state();
  return [SERVERS.one, SERVERS.two].map((each) => servers.find(({ id }) => id === each)?.keyPairName);
};

it("--target, ignoreChanges and aliases do what Pulumi says of them", async () => {
  world = await bindingWorld(TWO(["one", "kp-a"], ["two", "kp-a"]));
  const { stack, emulator } = world;
  expect((await stack.up()).summary).toEqual({ create: 3 });
  const { urn } = (await stack.state()).resource("one");

  await stack.setProgram({ javascript: TWO(["one", "kp-b"], ["two", "kp-b"]) });
  expect((await stack.up({ args: ["--target", urn] })).summary).toMatchObject({ update: 1 });
  expect(keysOnServers()).toEqual(["kp-b", "kp-a"]);

  await stack.setProgram({ javascript: TWO(["one", "kp-b"], ["two", "kp-b", `{ ignoreChanges: ["keyPairName"] }`]) });
  expect((await stack.up()).summary).toEqual({ same: 3 });
  expect(keysOnServers()).toEqual(["kp-b", "kp-a"]);

  await stack.setProgram({ javascript: TWO(["first", "kp-b", `{ aliases: [{ name: "one" }] }`], ["two", "kp-b"]) });
  expect((await stack.up()).summary).toMatchObject({ update: 1 });
  expect((await stack.state()).resource("first").outputs).toMatchObject({ adopted: false, boundKeyPairName: "kp-b" });
  await expectSettled(stack, 3);

  const { urn: renamed } = (await stack.state()).resource("first");
  expect((await stack.destroy({ args: ["--target", renamed] })).summary).toMatchObject({ delete: 1 });
  expect(keysOnServers()).toEqual([undefined, "kp-b"]);
  expect(acceptedPosts(emulator)).toEqual([
    "AssociateKeypair kp-a",
    "AssociateKeypair kp-a",
    "AssociateKeypair kp-b",
    "AssociateKeypair kp-b",
    "DisassociateKeypair kp-b",
  ]);
});

it("failedTasks: deleteOwn takes away this resource's records only, and one that is gone is fine", async () => {
  world = await bindingWorld(TWO(["one", "kp-a"], ["two", "kp-a"], `failedTasks: "deleteOwn"`));
  const { stack, emulator } = world;
  const keeping = TWO(["one", "kp-a"], ["two", "kp-a"]);
  const fail = (serverId: string): void =>
    emulator.control.taskScript({ serverId, outcome: "fail", errorCode: "KPS.0004", errorMessage: "Internal error" });
  const deleted = (): string[] =>
    emulator.control
      .requests()
      .filter(({ operation }) => operation === "DeleteFailedTask")
      .map(({ status, path }) => `${status} ${String(path.split("/").at(-1))}`);

  [SERVERS.one, SERVERS.two].forEach(fail);
  const failing = await stack.up({ args: ["--continue-on-error"] });
  expect(toldAbout(failing, "one", "error")).toMatch(
    /code {6}KPS\.0004\n\s*cause {5}KPS got an answer it could not use/,
  );
  const state = await stack.state();
  const taskOf = (name: string): unknown => state.resource(name).outputs["taskId"];
  expect(state.resource("one").outputs).toMatchObject({ failure: { message: "Internal error", match: "exact" } });
  expect(deleted()).toEqual([]);

  // Somebody else has tidied up the record of the one; the other keeps its own as the program now says.
  emulator.control.fault({
    operation: "DeleteFailedTask",
    status: 404,
    body: { error_code: "KPS.0005", error_msg: "gone" },
  });
  await stack.setProgram({ javascript: keeping.replace("...common }", `...common, failedTasks: "deleteOwn" }`) });
  expect((await stack.up()).summary).toEqual({ same: 1, update: 2 });
  expect(deleted()).toEqual([`404 ${String(taskOf("one"))}`]);
  await expectSettled(stack, 3);

  fail(SERVERS.two);
  await stack.setProgram({ javascript: TWO(["one", "kp-a"], ["two", "kp-b"], `failedTasks: "deleteOwn"`) });
  expect((await stack.up()).ok).toBe(false);
  const second = (await stack.state()).resource("two").outputs["taskId"];
  expect((await stack.up()).ok).toBe(true);
  expect(deleted()).toEqual([`404 ${String(taskOf("one"))}`, `200 ${String(second)}`]);
});
