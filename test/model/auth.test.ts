import { authList, authSchema } from "../../provider/src/model/auth";

function fault(value: unknown): string | undefined {
  return authSchema.safeParse(value).error?.issues[0]?.message;
}

it.each([
  { password: "x" },
  { privateKey: "x" },
  { passwordEnv: "ROOT_PASSWORD" },
  { privateKeyEnv: "KEY" },
  { privateKeyFile: "/keys/ops" },
  { privateKeyFile: `C:\\keys\\${"folder/".repeat(12)}ops key.pem` },
  { privateKeyFile: `/keys/${"folder/".repeat(12)}ops` },
  { hosted: true },
  { hosted: ["ops-2025"] },
  [{ passwordEnv: "ROOT_PASSWORD" }, { privateKeyFile: "/keys/ops" }],
])("accepts %j", (auth) => {
  expect(fault(auth)).toBeUndefined();
});

it.each<[unknown, RegExp]>([
  [{ password: "hunter2", privateKey: "pem" }, /has password and privateKey at once; give exactly one kind/],
  [{}, /is empty; give exactly one of password, privateKey/],
  [{ pasword: "hunter2" }, /does not know "pasword"/],
  [{ password: "" }, /must be a text that is not empty/],
  [{ hosted: false }, /hosted must be true or a list/],
  ["hunter2", /give an object with exactly one of/],
  [[], /give at least one way in/],
  [{ hosted: ["-----BEGIN hunter2"] }, /hosted must be true or a list/],
  [{ passwordEnv: "hunter2!" }, /passwordEnv must be the name of an environment variable .* not the password itself/],
  [
    { privateKeyEnv: "-----BEGIN PRIVATE KEY-----\nhunter2" },
    /privateKeyEnv must be the name .* not the privateKey itself/,
  ],
  [{ privateKeyFile: "-----BEGIN PRIVATE KEY-----\nhunter2" }, /privateKeyFile must be the path of a file/],
  [{ privateKeyFile: "$HOME/.ssh/id" }, /^privateKeyFile starts with a variable, .* let the program read it$/],
  [{ privateKeyFile: "${KEYS}/id" }, /starts with a variable/],
  [{ privateKeyFile: "%USERPROFILE%\\id" }, /starts with a variable/],
  [{ privateKeyFile: "file:///secure/ops.pem" }, /^privateKeyFile is a URL; give the path/],
  [{ privateKeyFile: `MC4CAQAwBQYDK2VwBCIEIhunter2${"x".repeat(40)}=` }, /not the private key itself/],
  [[{ passwordEnv: "A" }, { password: "hunter2", privateKeyFile: "b" }], /has password and privateKeyFile at once/],
])("refuses %j, and never repeats a value", (auth, message) => {
  expect(fault(auth)).toMatch(message);
  expect(fault(auth)).not.toContain("hunter2");
});

it("takes a single way in as a list of one, and none as an empty list", () => {
  expect(authList({ passwordEnv: "A" })).toEqual([{ passwordEnv: "A" }]);
  expect(authList([{ passwordEnv: "A" }])).toEqual([{ passwordEnv: "A" }]);
  expect(authList(undefined)).toEqual([]);
});
