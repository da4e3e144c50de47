import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { publicHalf } from "../../provider/src/model/privateKey";
import type { Properties } from "../support/host";
import { hostBench, type HostBench } from "../support/hostBench";
import { stubText } from "../support/stubText";
import { temporaryFolder } from "../support/temporaryFolder";

const folder = temporaryFolder();
let bench: HostBench;

afterEach(() => bench.close());

/** Kills the process, as `kill -9` does, when a file with a private key is to get its name. */
const KILLED_WHILE_WRITING = `
  const files = require("node:fs/promises");
  files.link = () => new Promise(() => process.kill(process.pid, "SIGKILL"));
`;

test("what a process has left of a key file that is killed while it writes it, the next one removes", async () => {
  bench = await hostBench([]);
  const provider = await stubText(`new kps.KeyPair("ops", { privateKeyFile: "ops.pem" });`);
  const keys = join(folder(), "keys");
  const hook = join(folder(), "killed.js");
  writeFileSync(hook, KILLED_WHILE_WRITING);
  const inputs: Properties = { name: "ops", algorithm: "ed25519", privateKeyFile: join(keys, "ops.pem") };
  mkdirSync(keys);

  const killed = await bench.start({ provider, environment: { NODE_OPTIONS: `--require=${hook}` } });
  await expect(killed.create(inputs)).rejects.toThrow();
  expect(await killed.process.exited).toMatchObject({ signal: "SIGKILL" });
  const [left = ""] = readdirSync(keys);
  expect(readFileSync(join(keys, left), "utf8")).toContain("PRIVATE KEY");
  expect(left).toMatch(/^\.ops\.pem\..*\.tmp$/);

  const next = await bench.start({ provider });
  expect((await next.check({}, inputs)).failures).toEqual({});
  expect(readdirSync(keys)).toEqual([]);
  const { outputs } = await next.create(inputs);
  expect(readdirSync(keys)).toEqual(["ops.pem"]);
  expect(publicHalf(readFileSync(join(keys, "ops.pem"), "utf8"))).toBe(outputs["publicKey"]);
}, 60_000);
