import { autoName } from "../../provider/src/model/keyPairName";

const urn = (name: string): string => `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/kps:KeyPair::${name}`;

it("is the resource's name and seven hex digits, the same every time", () => {
  const name = autoName(urn("ops"), { scope: "account", publicKey: undefined });
  expect(name).toMatch(/^ops-[0-9a-f]{7}$/);
  expect(autoName(urn("ops"), { publicKey: undefined, scope: "account" })).toBe(name);
});

it("differs for another URN and for other inputs that replace", () => {
  const names = [
    autoName(urn("ops"), {}),
    autoName(urn("ops").replace("dev", "prod"), {}),
    autoName(urn("ops"), { scope: "user" }),
    autoName(urn("ops"), { userId: "user" }),
  ];
  expect(new Set(names).size).toBe(names.length);
});

it.each([
  ["web server/ops.1", /^web-server-ops-1-[0-9a-f]{7}$/],
  ["a::b", /^a-b-[0-9a-f]{7}$/],
  ["x".repeat(300), /^x{56}-[0-9a-f]{7}$/],
  ["", /^key-pair-[0-9a-f]{7}$/],
])("keeps to what KPS allows for a resource named %j", (resource, pattern) => {
  expect(autoName(urn(resource), {})).toMatch(pattern);
});
