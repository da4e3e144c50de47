import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { newSshKey } from "../support/sshKey";
import { type SoakOrders, type SoakSample, soakSample } from "./soakSample";
import { startSoakEmulator } from "./soakEmulator";
import { verdictOf } from "./verdict";

const ROOT_PASSWORD = "Soak-Root-1";
const SERVERS = 20;

/** `npm run test:soak`: five minutes (KPS_SOAK_SECONDS) of binding and unbinding while 5 % of all requests go wrong. */
async function main(): Promise<number> {
  const seconds = Number(process.env["KPS_SOAK_SECONDS"] ?? 300);
  const key = newSshKey();
  const serverIds = Array.from({ length: SERVERS }, (_, index) => `server-${index + 1}`);
  const emulator = await startSoakEmulator({ serverIds, rootPassword: ROOT_PASSWORD, publicKey: key.publicKey });
  const { url, region, projectId, accessKey, secretKey } = emulator.credentials;
  const samples = await runClient({
    config: {
      "kps:endpoint": url,
      "kps:region": region,
      "kps:projectId": projectId,
      "kps:accessKey": accessKey,
      "kps:secretKey": secretKey,
      "kps:requestsPerMinute": "60000",
      "kps:ecsRequestsPerMinute": "60000",
    },
    serverIds,
    auth: [{ password: ROOT_PASSWORD }, { privateKey: key.privateKey }],
    seconds,
  });
  const requests = await emulator.requests();
  await emulator.stop();
  const { table, violations } = verdictOf(samples, samples.at(-1)?.atMs ?? 0);
  process.stdout.write(`${table}\n${requests.all} requests, ${requests.disturbed} of them cut or answered 5xx\n`);
  violations.forEach((violation) => process.stdout.write(`violation: ${violation}\n`));
  return violations.length === 0 ? 0 : 1;
}

async function runClient(orders: SoakOrders): Promise<SoakSample[]> {
  const child = spawn(process.execPath, ["--expose-gc", "--import", "tsx", resolve(__dirname, "client.ts")], {
    cwd: resolve(__dirname, "../.."),
    env: { ...process.env, KPS_TEST_TIME_SCALE: "0.02" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const samples: SoakSample[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => samples.push(soakSample.parse(JSON.parse(line))));
  child.stdin.write(`${JSON.stringify(orders)}\n`);
  const code = await new Promise<number | null>((done) => child.once("close", done));
  if (code !== 0) {
    throw new Error(`the client ended with ${String(code)}`);
  }
  return samples;
}

void main().then((code) => {
  process.exitCode = code;
});
