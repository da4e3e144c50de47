import { providerInProcess } from "../../support/inProcess/providerInProcess";

const { keyPairBinding } = providerInProcess().handlers;

describe("check", () => {
  it.each<[Record<string, unknown>, RegExp]>([
    [{ serverId: "" }, /^serverId: is not the id of an ECS server/],
    [{ keyPairName: "a b" }, /^keyPairName: is not the name of a key pair/],
    [{ auth: { password: "hunter2", privateKey: "pem" } }, /^auth: has password and privateKey at once/],
    [{ timeouts: { create: "soon" } }, /^timeouts\.create: .* such as "30m"/],
    [{ port: 70000 }, /^port: must be 1 to 65535/],
    [{ onDelete: "never" }, /^onDelete: must be "auto", "unbind" or "retain"/],
    [{ keypairName: "x" }, /^keypairName is not an input of this resource/],
  ])("names the input and the fix for %j in the text only", async (changes, reason) => {
    const inputs = { serverId: "s", keyPairName: "a", ...changes };
    const { failures } = await keyPairBinding.check({}, inputs);
    expect(failures).toEqual([{ property: "", reason: expect.stringMatching(reason) as unknown }]);
    expect(JSON.stringify(failures)).not.toContain("hunter2");
  });

  it("passes over what is not known yet", async () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    const { failures } = await keyPairBinding.check(
      {},
      { serverId: unknown, keyPairName: unknown, auth: [{ password: unknown }], port: unknown },
    );
    expect(failures).toEqual([]);
  });
});
