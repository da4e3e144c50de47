import { acceptedPosts } from "../support/acceptedPosts";
import { engineBench, ROOT_PASSWORD, type EngineBench } from "../support/engineBench";
import { languageTools, testWith } from "../support/languageTest";
import { errorsOn } from "../support/toldAbout";
import { yamlProgram } from "../support/yamlProgram";
import type { PulumiRun } from "../support/pulumiRun";

const it = testWith("yaml");
const ids = Array.from({ length: 6 }, (_, n) => `fleet-${n + 1}`);
/** Longer than the test may last: runs end because of a deadline, Ctrl-C or a kill, or not at all. */
const LONG_MS = 600_000;

let bench: EngineBench;

afterEach(() => bench.close());

const fleet = (servers: readonly string[], more = "", options = ""): { resources: string } => ({
  resources: `
web:
  type: kps:KeyPairFleet
  properties:
    servers: [${servers.join(", ")}]
    keyPairName: kp-a
    auth: [{ passwordEnv: ROOT_PASSWORD }, { privateKeyEnv: KEY_A }]
${more}
  options: { ${options} }`,
});

const shows = (run: PulumiRun, words: string) =>
  run.event(({ diagnosticEvent: told }) => told?.urn.endsWith("::web") === true && told.message.includes(words));

it("a canary that fails stops the others; a deadline, Ctrl-C and a kill lose no task, and nothing is posted twice", async () => {
  bench = await engineBench(yamlProgram(fleet(ids.slice(0, 5), "    canaries: 2")), { tools: languageTools("yaml") });
  const { emulator, stack } = bench;
  ids.forEach((id, n) =>
    emulator.control.putServer(id, { name: `web-${n + 1}`, status: "ACTIVE", rootPassword: ROOT_PASSWORD }),
  );
  const posts = (): number => acceptedPosts(emulator).length;
  const stands = async (): Promise<Record<string, string>> => {
    const { results } = (await stack.state()).resource("web").outputs;
    return Object.fromEntries(
      Object.entries(results as Record<string, { phase: string; taskId?: string }>).map(([id, { phase, taskId }]) => [
        id,
        `${phase} ${taskId ?? ""}`,
      ]),
    );
  };

  emulator.control.taskScript({ serverId: "fleet-2", outcome: "fail", errorMessage: "disk full" });
  const first = errorsOn(await stack.up(), "web").join("\n");
  expect(first).toMatch(/1 of 2 canaries not bound \(fleet-2\): no other server was begun/);
  expect(first).toContain("5 servers: 1 bound, 1 failed, 3 not begun");
  expect(posts()).toBe(2);

  emulator.control.taskScript({ outcome: "succeed", times: 5, durationMs: LONG_MS });
  await stack.setProgram(yamlProgram(fleet(ids.slice(0, 5), "", "customTimeouts: { update: 4s }")));
  const late = errorsOn(await stack.up(), "web").join("\n");
  expect(late).toContain("5 servers: 1 bound, 4 waiting");
  expect(posts()).toBe(6);
  const waiting = await stands();

  // A server is added and posted to while the others are waited for; Ctrl-C keeps its task as well.
  await stack.setProgram(yamlProgram(fleet(ids)));
  const interrupted = stack.start("up");
  await shows(interrupted, "running 5");
  while (posts() < 7) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  interrupted.kill("SIGINT");
  expect((await interrupted.finished).ok).toBe(false);
  const resumable = await stands();
  expect(resumable).toEqual({ ...waiting, "fleet-6": expect.stringMatching(/^waiting \S+$/) as string });

  const killed = stack.start("up");
  await shows(killed, "running 5");
  killed.kill("SIGKILL");
  await killed.finished;
  await stack.run(["cancel", "--stack", "dev", "--yes"]);

  bench.skip(LONG_MS);
  expect((await stack.up()).ok).toBe(true);
  expect(posts()).toBe(7);
  const bound = Object.entries(resumable).map(([id, stand]) => [id, stand.replace("waiting", "bound")]);
  expect(await stands()).toEqual(Object.fromEntries(bound));
  expect((await stack.up()).summary).toEqual({ same: 2 });
});
