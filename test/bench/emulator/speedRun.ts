import type { Credentials } from "../../emulator/src/index";
import { crowd } from "./crowd";
import { crowdedSeed } from "./crowdedSeed";
import { type Partner, startPartner } from "./partner";
import { type Probe, probesFor } from "./probes";
import { byAccessKey, byToken, type SignIn } from "./signIns";
import { bareReady, type LoadOrder, loadResult, type BareOrder } from "./speedMessages";
import { type SpeedRow, speedRow } from "./speedRow";
import { startLine } from "../../support/emulatorProcess";

const keyPairs = 1_000;
const load = { connections: 8, warmUpRounds: 2, rounds: 10, windowMs: 200 };

/** Compares the emulator, with as many tasks as servers in memory, to a bare server of ready-made answers. */
export async function speedRun(servers: number, say: (line: string) => void): Promise<SpeedRow[]> {
  const emulator = startPartner("emulatorServer.ts");
  const bare = startPartner("bareServer.ts");
  const generator = startPartner("loadGenerator.ts");
  try {
    say(`an emulator with ${servers} servers and as many tasks`);
    const credentials = startLine.parse(await emulator.ask({ servers }));
    const ids = crowdedSeed(servers).servers.map(({ id }) => id);
    const probes = probesFor(credentials.projectId, await crowd(credentials, ids, keyPairs));
    const token = await byToken(credentials);
    const accessKey = byAccessKey(credentials);
    const answers = await answersTo(probes, credentials, token);
    const { port } = bareReady.parse(await bare.ask({ answers } satisfies BareOrder));
    const emulatorPort = Number(new URL(credentials.url).port);
    const rows: SpeedRow[] = [];
    for (const [index, probe] of probes.entries()) {
      say(`requests, ${probe.name}`);
      const bodyBytes = Buffer.byteLength(answers[index]?.body ?? "");
      const targets = [
        { ...targetOf(bare, port), request: requestText(probe, token), bodyBytes },
        { ...targetOf(emulator, emulatorPort), request: requestText(probe, token), bodyBytes },
        { ...targetOf(emulator, emulatorPort), request: requestText(probe, accessKey), bodyBytes },
      ];
      const rounds = loadResult.parse(await generator.ask({ ...load, targets } satisfies LoadOrder));
      rows.push(speedRow(probe.name, bodyBytes, rounds));
    }
    return rows;
  } finally {
    await Promise.all([emulator, bare, generator].map((partner) => partner.stop()));
  }
}

function targetOf({ pid }: Partner, port: number): { pid: number; port: number } {
  return { pid, port };
}

/** What the emulator answers to each probe, for the bare server to repeat. */
async function answersTo(
  probes: readonly Probe[],
  credentials: Credentials,
  signIn: SignIn,
): Promise<BareOrder["answers"]> {
  const answers: BareOrder["answers"] = [];
  for (const { route, url } of probes) {
    const reply = await fetch(credentials.url + url, { headers: signIn.headersFor(url) });
    const body = await reply.text();
    if (!reply.ok) {
      throw new Error(`the emulator answered ${url} with ${reply.status}: ${body}`);
    }
    answers.push({ route, url, contentType: reply.headers.get("content-type") ?? "", body });
  }
  return answers;
}

function requestText({ url }: Probe, signIn: SignIn): string {
  const headers = Object.entries(signIn.headersFor(url)).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${url} HTTP/1.1\r\n${headers.join("")}\r\n`;
}
