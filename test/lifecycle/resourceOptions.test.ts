import { acceptedPosts } from "../support/acceptedPosts";
import { engineBench, SERVERS, type EngineBench } from "../support/engineBench";

let bench: EngineBench;

afterEach(() => bench.close());

/** Two bindings, each with its name, its key pair and its options. */
const TWO = (first: readonly [string, string, string?], second: readonly [string, string, string?]): string => `
  const kps = require("pulumi-huaweicloud-kps");
  const auth = [{ passwordEnv: "ROOT_PASSWORD" }, { privateKeyEnv: "KEY_A" }, { privateKeyEnv: "KEY_B" }];
  new kps.KeyPairBinding("${first[0]}", { serverId: "${SERVERS.one}", keyPairName: "${first[1]}", auth }, ${first[2] ?? "{}"});
  new kps.KeyPairBinding("${second[0]}", { serverId: "${SERVERS.two}", keyPairName: "${second[1]}", auth }, ${second[2] ?? "{}"});
`;

const keysOnServers = (): (string | undefined)[] => {
  const { servers } = bench.emulator.control.state();
  return [SERVERS.one, SERVERS.two].map((each) => servers.find(({ id }) => id === each)?.keyPairName);
};

it("--target, ignoreChanges and aliases do what Pulumi says of them", async () => {
  bench = await engineBench(TWO(["one", "kp-a"], ["two", "kp-a"]));
  const { stack, emulator } = bench;
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
  expect((await stack.up()).summary).toEqual({ same: 3 });

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
