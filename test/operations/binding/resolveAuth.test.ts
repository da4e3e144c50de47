import { KnownSecrets } from "../../../provider/src/diagnostics/secrets/knownSecrets";
import { readPrivateKey } from "../../../provider/src/model/privateKey";
import { resolveAuth } from "../../../provider/src/operations/binding/resolveAuth";

it("takes nothing for a variable that every object has", async () => {
  const resolved = await resolveAuth([{ passwordEnv: "constructor" }, { privateKeyEnv: "toString" }], {
    variables: process.env,
    file: () => Promise.resolve({ read: { found: "absent" } }),
    fileText: (given) => given,
    key: readPrivateKey,
    secrets: new KnownSecrets(),
    notice: () => undefined,
  });
  expect(resolved).toEqual({
    candidates: [],
    problems: ["environment variable constructor is not set", "environment variable toString is not set"],
  });
});
