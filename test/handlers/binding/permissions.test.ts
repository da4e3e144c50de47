import type { PlainObject } from "../../../provider/src/model/plainObject";
import { acceptedPosts } from "../../support/acceptedPosts";
import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { keptBy, rejectionOf } from "../../support/rejections";

let bench: InProcessBench;

const URN = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/kps:KeyPairBinding::web";

function withoutPermissionFor(operation: string): PlainObject {
  bench = inProcessBench();
  const body = operation.includes("Server")
    ? { error: { code: "Ecs.0013", message: "Insufficient permissions" } }
    : { error_code: "KPS.0403", error_msg: "Forbidden" };
  bench.emulator.control.fault({ operation, times: 10_000, status: 403, body });
  const auth = [{ password: ROOT_PASSWORD }, { privateKey: bench.keys.a.privateKey }];
  return { serverId: "running", keyPairName: "kp-a", auth, resourceUrn: URN };
}

const told = (): string => bench.lines.map(({ text }) => text).join("\n");

describe("a permission that is missing for reading", () => {
  it.each<[string, string, boolean]>([
    ["ListRunningTask", "kps::getRunningTask", true],
    ["ListFailedTask", "", true],
    ["ListKeypairDetail", "", true],
    ["ShowServer", "ecs:cloudServers:get", false],
  ])(
    "%s: binds, rotates and unbinds all the same, and says what cannot be known",
    async (operation, action, verified) => {
      const inputs = withoutPermissionFor(operation);
      const bound = await bench.binding.create(inputs);
      expect(bound).toMatchObject({ phase: "bound", verified });
      expect(told()).toContain(action);
      const auth = [{ privateKey: bench.keys.a.privateKey }, { privateKey: bench.keys.b.privateKey }];
      const keyPairFingerprint = bench.emulator.control
        .state()
        .keyPairs.find(({ name }) => name === "kp-b")?.fingerprint;
      const rotated = await bench.binding.update(bound, { ...inputs, keyPairName: "kp-b", keyPairFingerprint, auth });
      expect(rotated).toMatchObject({ phase: "bound", boundKeyPairName: "kp-b", verified });
      await bench.binding.delete(rotated);
      expect(acceptedPosts(bench.emulator)).toEqual([
        "AssociateKeypair kp-a",
        "AssociateKeypair kp-b",
        "DisassociateKeypair kp-b",
      ]);
    },
  );

  it("ListKeypairTask: the lists and ECS tell how a task ends, well or not, and nothing waits for the permission", async () => {
    const inputs = withoutPermissionFor("ListKeypairTask");
    expect(await bench.binding.create(inputs)).toMatchObject({ phase: "bound", boundKeyPairName: "kp-a" });
    expect(told()).toContain("kps::getTask");
    bench.emulator.control.taskScript({
      serverId: "running",
      outcome: "fail",
      errorMessage: "Update public key error",
    });
    const auth = { privateKey: bench.keys.a.privateKey };
    const kept = await keptBy(
      bench.binding.update(await bench.binding.create(inputs), { ...inputs, keyPairName: "kp-b", auth }),
    );
    expect(kept.reasons[0]).toContain("failed: Update public key error");
    expect(acceptedPosts(bench.emulator)).toHaveLength(2);
  });
});

it("a bind whose key pair may not be read says that nobody has compared its key", async () => {
  const inputs = withoutPermissionFor("ListKeypairDetail");
  await bench.binding.create({ ...inputs, keyPairFingerprint: Array(16).fill("aa").join(":") });
  expect(told()).toContain(
    'the credentials may not read key pair "kp-a" (403; needs kps:SSHKeyPair:get): its key was not compared with keyPairFingerprint',
  );
});

describe("a permission that is missing for a change", () => {
  it("AssociateKeypair: is refused at once, with the action that is missing, and nothing is kept", async () => {
    const error = await rejectionOf(created("AssociateKeypair"));
    expect(error.message).toMatch(/403[\s\S]*kps:SSHKeyPair:bind/);
    expect(error).not.toHaveProperty("properties");
  });

  it("DisassociateKeypair: is refused at once, with the action that is missing", async () => {
    const bound = await created("DisassociateKeypair");
    const error = await rejectionOf(bench.binding.delete(bound));
    expect(error.message).toMatch(/403[\s\S]*kps:SSHKeyPair:unbind/);
  });

  function created(operation: string): Promise<PlainObject> {
    const inputs = withoutPermissionFor(operation);
    return bench.binding.create(inputs);
  }
});
