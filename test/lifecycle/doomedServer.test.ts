import { acceptedPosts } from "../support/acceptedPosts";
import { engineBench, SERVERS, type EngineBench } from "../support/engineBench";

let bench: EngineBench;

afterEach(() => bench.close());

/** Servers of the same program; they stand for the cloud's own, whose destroy takes the key along. */
const PROGRAM = `
  const pulumi = require("@pulumi/pulumi");
  const kps = require("pulumi-huaweicloud-kps");
  class Server extends pulumi.dynamic.Resource {
    constructor(name, serverId) {
      super({ create: async (inputs) => ({ id: inputs.serverId, outs: inputs }) }, name, { serverId });
    }
  }
  const auth = { passwordEnv: "ROOT_PASSWORD" };
  const doomed = new Server("doomed", "${SERVERS.one}");
  new kps.KeyPairBinding("told", { serverId: doomed.serverId, keyPairName: "kp-a", auth }, { deletedWith: doomed });
  const other = new Server("other", "${SERVERS.two}");
  new kps.KeyPairBinding("untold", { serverId: other.id, keyPairName: "kp-a", auth });
`;

it("a binding that is deleted with its server sends nothing, any other lets its server go first", async () => {
  bench = await engineBench(PROGRAM);
  const { stack, emulator } = bench;
  expect((await stack.up()).summary).toEqual({ create: 5 });

  // The password is no way in any more, so a binding that does not know of its server's end is refused.
  const refused = await stack.destroy();
  expect(refused.ok).toBe(false);
  const left = (await stack.state()).resources.map(({ urn }) => urn.split("::").at(-1));
  expect(left).toContain("untold");
  expect(left).not.toContain("told");
  expect(acceptedPosts(emulator)).toEqual(["AssociateKeypair kp-a", "AssociateKeypair kp-a"]);

  emulator.control.putServer(SERVERS.two, { status: "SHUTOFF" });
  expect((await stack.destroy()).ok).toBe(true);
  expect(acceptedPosts(emulator, SERVERS.two)).toEqual(["AssociateKeypair kp-a", "DisassociateKeypair kp-a"]);
  expect(acceptedPosts(emulator, SERVERS.one)).toEqual(["AssociateKeypair kp-a"]);
});
