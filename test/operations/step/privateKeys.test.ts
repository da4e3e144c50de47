import { PrivateKeys } from "../../../provider/src/operations/step/privateKeys";
import { newSshKey } from "../../support/sshKey";

it("reads a key once for all the servers that it opens", () => {
  const keys = new PrivateKeys();
  const { privateKey } = newSshKey();
  const read = keys.read(privateKey);
  expect(read).toMatchObject({ publicKey: expect.stringMatching(/^ssh-/) as unknown });
  expect(keys.read(privateKey)).toBe(read);
});

it("keeps the keys that were used last, and forgets the others", () => {
  const keys = new PrivateKeys();
  const first = keys.read("not a key 0");
  for (let n = 1; n <= 31; n += 1) {
    keys.read(`not a key ${n}`);
  }
  expect(keys.read("not a key 0")).toBe(first);
  const second = keys.read("not a key 1");
  keys.read("not a key 32");
  keys.read("not a key 33");
  expect(keys.read("not a key 1")).toBe(second);
  for (let n = 40; n < 80; n += 1) {
    keys.read(`not a key ${n}`);
  }
  expect(keys.read("not a key 0")).not.toBe(first);
});
