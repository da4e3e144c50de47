import { secretsIn } from "../../provider/src/handlers/secretsIn";

it("finds what lets somebody in at any depth, also in the variables that are named", () => {
  const inputs = {
    auth: [{ password: "P-1" }, { passwordEnv: "ROOT" }],
    servers: [{ serverId: "s-1", auth: { privateKeyEnv: "KEY" } }],
  };
  expect(secretsIn(inputs, { ROOT: "P-2", KEY: "K" })).toEqual(["P-1", "P-2", "K"]);
});

it("takes nothing for a variable that every object has", () => {
  expect(secretsIn({ auth: [{ passwordEnv: "constructor" }, { privateKeyEnv: "toString" }] }, process.env)).toEqual([
    "",
    "",
  ]);
});
