import { keyTools } from "../src/index";
import { newKey } from "./support/bench";

it("a public key is one line: of several nobody could tell which one is meant", () => {
  const { publicKey } = newKey();
  expect(keyTools.readPublicKey(`\n${publicKey} me@here\r\n`)?.line).toBe(`${publicKey} me@here`);
  for (const between of ["\n", "\r\n", "\r"]) {
    expect(keyTools.readPublicKey(`${publicKey}${between}${newKey().publicKey}`)).toBeUndefined();
  }
});
