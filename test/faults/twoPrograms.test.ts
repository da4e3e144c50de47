import { associateKeyPair } from "../../provider/src/client/kps/associateKeyPair";
import type { QuirksPatch } from "../emulator/src/index";
import { acceptedPosts } from "../support/acceptedPosts";
import { hostBench, ROOT_PASSWORD, type HostBench } from "../support/hostBench";
import type { Host, Properties } from "../support/host";
import { InitFailedError } from "../support/initFailure";
import { otherHands } from "../support/otherHands";

const names = ["kp-a", "kp-b"] as const;
type Name = (typeof names)[number];

/** What one program was told about one server. */
type Told =
  | { readonly name: Name; readonly serverId: string; readonly outputs: Properties }
  | { readonly name: Name; readonly serverId: string; readonly message: string };

const servers = Array.from({ length: 8 }, (_, index) => ({ id: `server-${index + 1}`, status: "ACTIVE" as const }));
/** The first task on each of these fails. */
const doomed = new Set(["server-2", "server-5"]);

/** Much longer than a look, as in the cloud. */
const TASK_MS = 1_500;

let bench: HostBench;

afterEach(() => bench.close());

/** Leaves a failed record of either key pair on every server, as of a run that was given up long ago. */
async function polluteFailedList(): Promise<Set<string>> {
  const { control } = bench.emulator;
  const cloud = await otherHands(bench.emulator);
  for (const keyPairName of names) {
    for (const { id } of servers) {
      control.taskScript({ serverId: id, outcome: "fail", errorMessage: "an old reason", durationMs: 1 });
      await associateKeyPair(cloud, {
        keyPairName,
        server: { id, auth: { type: "password", key: ROOT_PASSWORD } },
      });
      while (control.state().tasks.some(({ endedAt }) => endedAt === undefined)) {
        await new Promise(setImmediate);
      }
    }
  }
  return new Set(control.state().tasks.map(({ taskId }) => taskId));
}

async function bind(host: Host, name: Name, serverId: string): Promise<Told> {
  // Only the password: neither program may replace what the other has bound.
  const inputs = bench.inputs(serverId, { keyPairName: name, auth: { passwordEnv: "ROOT_PASSWORD" } });
  try {
    return { name, serverId, outputs: (await host.create(inputs)).outputs };
  } catch (error) {
    return error instanceof InitFailedError
      ? { name, serverId, outputs: error.properties as Properties }
      : { name, serverId, message: String(error) };
  }
}

test.each<[string, QuirksPatch]>([
  ["a busy server refuses a second task", { secondTask: "refuse" }],
  ["a busy server queues a second task", { secondTask: "queue" }],
  ["tasks show up late in the lists", { secondTask: "refuse", runningListDelayMs: 30 }],
])(
  "two programs on one project neither take over nor blame each other's tasks: %s",
  async (_, quirks) => {
    bench = await hostBench(servers, { quirks });
    const { control } = bench.emulator;
    const old = await polluteFailedList();
    const before = acceptedPosts(bench.emulator).length;
    for (const { id } of servers) {
      control.taskScript(
        doomed.has(id)
          ? { serverId: id, outcome: "fail", errorMessage: "a new reason", durationMs: TASK_MS }
          : { serverId: id, outcome: "succeed", durationMs: TASK_MS },
      );
    }
    const programs = await Promise.all(names.map(async (name) => ({ name, host: await bench.start() })));
    const told = await Promise.all(programs.flatMap(({ name, host }) => servers.map(({ id }) => bind(host, name, id))));
    const tasks = control.state().tasks.filter(({ taskId }) => !old.has(taskId));
    expect(acceptedPosts(bench.emulator).length - before).toBe(tasks.length);
    for (const { id } of servers) {
      const here = told.filter(({ serverId }) => serverId === id);
      const bound = here.filter((one) => "outputs" in one && one.outputs["phase"] === "bound");
      // With a first task that failed and a second program that found the server free again, somebody still wins.
      expect(bound.map(({ name }) => name)).toEqual([
        control.state().servers.find((one) => one.id === id)?.keyPairName,
      ]);
      for (const one of here) {
        const own = tasks.filter(({ serverId, keyPairName }) => serverId === id && keyPairName === one.name);
        expect(own.length).toBeLessThanOrEqual(1);
        if ("message" in one) {
          expect(one.message).toMatch(/is bound to key pair "kp-[ab]", which is not ours/);
          expect(own).toEqual([]);
          continue;
        }
        expect(one.outputs["taskId"]).toBe(own[0]?.taskId);
        expect({ id, failed: one.outputs["phase"] === "failed" }).toEqual({
          id,
          failed: own[0]?.taskStatus.startsWith("FAILED") === true,
        });
        if (one.outputs["phase"] === "failed") {
          expect(one.outputs["failure"]).toMatchObject({
            taskId: own[0]?.taskId,
            message: doomed.has(id) ? "a new reason" : (expect.any(String) as unknown),
          });
        }
      }
    }
  },
  60_000,
);
