import { KnownSecrets } from "../../../provider/src/diagnostics/secrets/knownSecrets";
import { readPrivateKey } from "../../../provider/src/model/privateKey";
import type { Auth } from "../../../provider/src/model/auth";
import { resolveAuth, type AuthSources } from "../../../provider/src/operations/binding/resolveAuth";

function resolve(auths: readonly Auth[], variables: AuthSources["variables"]): ReturnType<typeof resolveAuth> {
  return resolveAuth(auths, {
    variables,
    file: () => Promise.resolve({ read: { found: "absent" } }),
    fileText: (given) => given,
    key: readPrivateKey,
    secrets: new KnownSecrets(),
    notice: () => undefined,
  });
}

it("takes a password without the line end of the file that it is from, and none that is blank", async () => {
  const variables = { FILE: "Root-1 \n", WINDOWS: "Root-2\r\n", BLANK: " \n", EMPTY: "" };
  const auths = [...Object.keys(variables).map((passwordEnv) => ({ passwordEnv })), { password: "Root-3\n" }];
  const { candidates, problems } = await resolve(auths, variables);
  expect(candidates.map(({ secret }) => secret)).toEqual(["Root-1 ", "Root-2", "Root-3"]);
  expect(problems).toEqual(["environment variable BLANK is blank", "environment variable EMPTY is not set"]);
});

it("takes nothing for a variable that every object has", async () => {
  const auths = [{ passwordEnv: "constructor" }, { privateKeyEnv: "toString" }];
  expect(await resolve(auths, process.env)).toEqual({
    candidates: [],
    problems: ["environment variable constructor is not set", "environment variable toString is not set"],
  });
});
