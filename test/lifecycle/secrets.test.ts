import { engineBench, ROOT_PASSWORD, SERVERS, type EngineBench } from "../support/engineBench";

let bench: EngineBench;

afterEach(() => bench.close());

/** A binding whose ways in are values in the program, not marked as secrets by the person. */
const PROGRAM = `
  const pulumi = require("@pulumi/pulumi");
  const kps = require("pulumi-huaweicloud-kps");
  const config = new pulumi.Config();
  new kps.KeyPairBinding("one", {
    serverId: "${SERVERS.one}",
    keyPairName: config.get("keyPair") ?? "kp-a",
    auth: [{ password: process.env.ROOT_PASSWORD }, { privateKey: process.env.KEY_A }, { privateKey: process.env.KEY_B }],
  });
`;

/** Texts of which none may stand anywhere in the clear: as they are, in base64, in a URL, inside JSON. */
function formsOf(secret: string): string[] {
  const forms = [
    secret,
    Buffer.from(secret).toString("base64"),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
  ];
  return [...new Set(forms)];
}

it("values in auth are ciphertext in state, also after a failed rotation, and in no output", async () => {
  bench = await engineBench(PROGRAM);
  const { stack, emulator, keys } = bench;
  const pemBody = (pem: string): string => pem.split("\n")[1] ?? "";
  const secrets = [
    ROOT_PASSWORD,
    pemBody(keys.a.privateKey),
    pemBody(keys.b.privateKey),
    emulator.credentials.secretKey,
  ];
  const seen: string[] = [];
  const note = async (run: { stdout: string; stderr: string }): Promise<void> => {
    seen.push(run.stdout, run.stderr, (await stack.state()).text);
  };
  await note(await stack.up());
  emulator.control.taskScript({ serverId: SERVERS.one, outcome: "fail", errorMessage: "Update public key error" });
  await stack.setConfig({ keyPair: "kp-b" });
  const failing = await stack.up();
  expect(failing.ok).toBe(false);
  await note(failing);
  await note(await stack.refresh());
  await note(await stack.up());
  await note(await stack.destroy());
  seen.push(JSON.stringify(emulator.control.requests()));
  for (const form of secrets.flatMap(formsOf)) {
    expect(seen.filter((text) => text.includes(form))).toEqual([]);
  }
});
