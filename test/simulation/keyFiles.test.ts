import { Keyring } from "./keyring";
import { managed, server, up } from "./mendedHistory";
import type { Part } from "./plan";
import { playHistory, type Played } from "./playHistory";

const keyring = new Keyring();
const filed = managed("kp-a", { filed: true });

/** A pair whose key is generated into a file, and a server that has it. */
function played(...parts: Part[]): Promise<Played> {
  return playHistory(
    { seed: 4, timeScale: 0.07, signs: false, parts: [server({ auth: "right" }), filed, up, ...parts] },
    keyring,
  );
}

it("a key that is generated into a file opens its server in the next run", async () => {
  const { history, violations } = await played({ kind: "step", step: { do: "rotate", server: 0, pair: "kp-b" } });
  expect(violations).toEqual([]);
  const auths = history.calls.map(({ inputs }) => JSON.stringify(inputs["auth"]));
  expect(auths).toContain('{"privateKeyFile":"/home/person/kp-a.pem"}');
});

it("a folder that cannot be written holds up the pair, and nothing is created", async () => {
  const { history, violations } = await played({ kind: "files", run: 0, trouble: "unwritable" });
  expect(violations).toEqual([]);
  const [first] = history.calls.filter(({ kind }) => kind === "keyPair");
  expect(first?.end).toMatchObject({
    how: "refused",
    message: expect.stringContaining("cannot be written (ENOSPC)") as string,
  });
  const created = history.director.requests.filter(({ operation, run }) => operation === "CreateKeypair" && run === 0);
  expect(created).toEqual([]);
});
