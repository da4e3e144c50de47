import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { stubText } from "../support/stubText";

describe.each([
  ["keyPairBinding", `new kps.KeyPairBinding("b", { serverId: "s", keyPairName: "k", auth: { password: "secret" } });`],
  ["keyPair", `new kps.KeyPair("p", { name: "p", privateKeyFile: "/nowhere", exposePrivateKey: true });`],
  ["dmsTaskGate", `new kps.DmsTaskGate("g", { instanceId: "i", since: new Date(), onFailed: "report" });`],
])("the stub of %s", (name, declaration) => {
  let text: string;

  beforeAll(async () => {
    text = await stubText(declaration);
  });

  it("is the text that state of every release holds", () => {
    expect(text).toBe(readFileSync(join(__dirname, `${name}.stub.golden.txt`), "utf8"));
  });

  it("is small, and names nothing but the package", () => {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(720);
    expect(text.match(/require\([^)]*\)/g)).toEqual(['require("pulumi-huaweicloud-kps/runtime")']);
  });

  it("has own methods for everything that could be lost silently, before anything is loaded", () => {
    const module: { exports: { handler?: () => Record<string, unknown> } } = { exports: {} };
    runInNewContext(text, {
      exports: module.exports,
      require: () => {
        throw new Error("Cannot find module");
      },
    });
    const provider = module.exports.handler?.() as Record<string, (request?: unknown) => unknown>;
    expect(() => provider["configure"]?.({})).toThrow("Cannot find module");
    expect(() => provider["delete"]?.()).toThrow("pulumi-huaweicloud-kps/runtime cannot be loaded");
    expect(() => provider["update"]?.()).toThrow("pulumi-huaweicloud-kps/runtime cannot be loaded");
  });
});
