import fc from "fast-check";
import { emulatorFaults, wireFault } from "./wireFaults";
import { leaks } from "./leaks";
import { hostBench, type HostBench } from "../support/hostBench";
import { type FakeEngine, startFakeEngine } from "../support/fakeEngine";
import type { Host, Properties } from "../support/host";
import { InitFailedError } from "../support/initFailure";
import { signInAs, type SignedIn } from "./signInAs";

const HISTORY_PASSWORD = 'Root/Pass+w0rd"&=canary~1';

jest.setTimeout(240_000);

const SERVERS = Array.from({ length: 8 }, (_, index) => `server-${index + 1}`);

let bench: HostBench;
let engine: FakeEngine;

beforeEach(async () => {
  bench = await hostBench(SERVERS.map((id) => ({ id, status: "ACTIVE" })));
  engine = await startFakeEngine();
  SERVERS.forEach((id) => bench.emulator.control.putServer(id, { rootPassword: HISTORY_PASSWORD }));
});

afterEach(async () => {
  await bench.close();
  engine.close();
});

/** What services have been seen to repeat: a secret as it is, escaped, encoded, cut off. */
function echoes(secrets: readonly string[]): { error_code: string; error_msg: string }[] {
  return secrets.flatMap((secret) =>
    [
      secret,
      JSON.stringify({ key: secret }),
      encodeURIComponent(secret),
      Buffer.from(secret).toString("base64"),
      `${secret.slice(0, 40)}...`,
    ].map((text) => ({ error_code: "KPS.0002", error_msg: `Parameter error: ${text} is not accepted` })),
  );
}

test.each<SignedIn["by"]>(["access key", "temporary key", "token", "user"])(
  "nothing that a host signed in by %s says gives a secret away, whatever the service answers",
  async (by) => {
    const signedIn = await signInAs(by, bench.emulator);
    const host = await bench.start({
      engine: engine.address,
      config: signedIn.config,
      environment: { ROOT_PASSWORD: HISTORY_PASSWORD, KPS_TEST_TIME_SCALE: "0.01" },
    });
    const ways = [HISTORY_PASSWORD, bench.keys.a.privateKey, bench.keys.b.privateKey];
    const secrets = [...ways, ...signedIn.secrets];
    const said: string[] = [];
    const { control } = bench.emulator;

    for (const faults of fc.sample(fc.array(wireFault, { maxLength: 4 }), { numRuns: 3, seed: 5 })) {
      control.clearFaults();
      faults.flatMap(emulatorFaults).forEach((fault) => control.fault(fault));
      said.push(...(await Promise.all(SERVERS.map((id) => lifeOf(host, id, bench)))));
    }
    for (const [index, body] of echoes(signedIn.sent).entries()) {
      control.clearFaults();
      const operation = ["AssociateKeypair", "ListKeypairDetail", "ShowServer", "ListRunningTask"][index % 4] ?? "";
      control.fault({ operation, status: index % 3 === 0 ? 403 : 400, body, times: 20 });
      said.push(await lifeOf(host, "server-1", bench));
    }
    for (const [secret, bound] of [
      [HISTORY_PASSWORD, null],
      [bench.keys.a.privateKey, "kp-a"],
    ] as const) {
      for (const body of echoes([secret])) {
        control.clearFaults();
        control.putServer("server-1", { keyPairName: bound });
        control.fault({ operation: "AssociateKeypair", status: 400, body, times: 20 });
        said.push(await lifeOf(host, "server-1", bench, ["kp-b"]));
        control.clearFaults();
        control.putServer("server-1", { keyPairName: bound });
        control.taskScript({ serverId: "server-1", outcome: "fail", errorMessage: body.error_msg });
        said.push(await lifeOf(host, "server-1", bench, ["kp-b"]));
      }
    }

    const { stdout, stderr } = host.process.output();
    const places = {
      "an answer or error": said.join("\n"),
      "standard output": stdout,
      "standard error": stderr,
      "the engine's log": engine.lines.map(({ message }) => message).join("\n"),
      "a URL": control
        .requests()
        .map(({ path }) => path)
        .join("\n"),
      "the stub": bench.stub,
    };
    expect(said.join("\n")).toContain("[removed]");
    expect(engine.lines.length).toBeGreaterThan(10);
    expect(Object.entries(places).flatMap(([place, text]) => leaks(text, secrets, place))).toEqual([]);
  },
);

/** Create, update for each further key pair, delete; what each of them answered, as far as it is not input. */
async function lifeOf(
  host: Host,
  serverId: string,
  hosting: HostBench,
  keyPairNames = ["kp-a", "kp-b"],
): Promise<string> {
  const timeouts = { create: "700ms", update: "700ms", delete: "700ms" };
  const said: unknown[] = [];
  let outputs: Properties | undefined;
  for (const keyPairName of keyPairNames) {
    const wanted = hosting.inputs(serverId, { keyPairName, timeouts, onDelete: "unbind" });
    const known = outputs;
    outputs =
      (await answerOf(said, async () =>
        known === undefined
          ? (await host.create(wanted)).outputs
          : (await host.update(serverId, known, wanted)).outputs,
      )) ?? outputs;
  }
  const last = outputs;
  if (last !== undefined) {
    await answerOf(said, async () => {
      await host.read(serverId, last);
      await host.delete(serverId, last);
      return undefined;
    });
  }
  return said.map((each) => JSON.stringify(each)).join("\n");
}

async function answerOf(said: unknown[], call: () => Promise<Properties | undefined>): Promise<Properties | undefined> {
  try {
    const outputs = await call();
    said.push(outputs);
    return outputs;
  } catch (error) {
    const kept = error instanceof InitFailedError ? error.properties : undefined;
    const detail = error instanceof Error && "metadata" in error ? JSON.stringify(error) : "";
    said.push(error instanceof Error ? `${error.message}\n${error.stack ?? ""}\n${detail}` : error, kept);
    return kept as Properties | undefined;
  }
}
