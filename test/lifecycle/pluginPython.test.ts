import { rmSync } from "node:fs";
import { acceptedPosts } from "../support/acceptedPosts";
import { engineBench, ROOT_PASSWORD, SERVERS, type EngineBench } from "../support/engineBench";
import { generatedSdk, installedSdk } from "../support/generatedSdk";
import { languageTools, pythonEnvironment, testWith } from "../support/languageTest";
import { errorsOn, running } from "../support/toldAbout";
import { pluginFolder } from "../support/yamlProgram";
import type { RunResult } from "../support/pulumiRun";

const FOURTH = "server-4";

/** What the program declares is said by the configuration, so that its text stays the same through the story. */
const PROGRAM = `
import os
import pulumi
import pulumi_huaweicloud_kps as kps

config = pulumi.Config()
key = kps.AuthArgs(private_key_env="KEY_A")
pair = kps.KeyPair("pair", name="py-pair", public_key=os.environ["PUBLIC_KEY"])

def bind(name, server_id, auth=None, key_pair_name=pair.name, create=None):
    return kps.KeyPairBinding(
        name, server_id=server_id, key_pair_name=key_pair_name, auth=auth,
        opts=pulumi.ResourceOptions(custom_timeouts=pulumi.CustomTimeouts(create=create)),
    )

one = bind("one", "${SERVERS.one}", [kps.AuthArgs(password=config.require("password")), key])
two = bind("two", "${SERVERS.two}", [kps.AuthArgs(password_env="ROOT_PASSWORD"), key], create="2s")
if config.get_bool("three"):
    bind("three", "${SERVERS.stopped}")
if config.get_bool("imported"):
    kps.KeyPair("b", name="kp-b", public_key=os.environ["PUBLIC_KEY_B"])
    bind("four", "${FOURTH}", key_pair_name="kp-b")

failed = kps.list_failed_tasks_output(server_id="${SERVERS.one}", opts=pulumi.InvokeOutputOptions(depends_on=[one]))
pulumi.export("failed", failed.tasks.apply(lambda tasks: [task.error_message for task in tasks]))
`;

const PROJECT = `name: lifecycle
runtime: python
main: .
plugins: { providers: [{ name: kps, path: ${JSON.stringify(pluginFolder)} }] }
`;

let bench: EngineBench;
let made: string;

afterEach(async () => {
  await bench.close();
  rmSync(made, { recursive: true, force: true });
});

testWith("python")(
  "a Python program goes through failure, deadline, Ctrl-C, a killed engine and import, each change with one POST",
  async () => {
    const { folder, sdk } = await generatedSdk("python");
    made = folder;
    bench = await engineBench(
      { pulumiYaml: PROJECT, files: { "__main__.py": PROGRAM } },
      {
        tools: languageTools("python"),
        environment: pythonEnvironment(installedSdk(sdk, folder)),
      },
    );
    const { emulator, stack, keys } = bench;
    const environment = { PUBLIC_KEY: keys.a.publicKey, PUBLIC_KEY_B: keys.b.publicKey };
    const up = (): Promise<RunResult> => stack.up({ environment });
    emulator.control.putServer(FOURTH, { name: "imported", status: "SHUTOFF", keyPairName: "kp-b" });
    const { secretKey } = emulator.credentials;
    // In the clear in the configuration, and yet not in the state.
    await stack.setConfig({ password: { secret: "wrong-canary" }, "kps:secretKey": secretKey });

    // Longer than the test may last: the runs end because of the deadline and of Ctrl-C, or not at all.
    const long = { outcome: "succeed", durationMs: 600_000 } as const;
    emulator.control.taskScript({ serverId: SERVERS.two, ...long });
    const first = await up();
    expect(first.ok).toBe(false);
    expect(errorsOn(first, "one")).toEqual([
      expect.stringMatching(/BIND of the key pair of server web-1 .* failed: Failed to log in/) as unknown,
    ]);
    expect(errorsOn(first, "two").join("\n")).toMatch(/2 s/);
    expect((await stack.state()).resource("two").outputs).toMatchObject({ phase: "waiting" });

    await stack.setConfig({ password: { secret: ROOT_PASSWORD } });
    emulator.control.taskScript({ serverId: SERVERS.one, ...long });
    const second = stack.start("up", { environment });
    await running(second, "one");
    second.kill("SIGINT");
    expect((await second.finished).ok).toBe(false);
    const task = emulator.control
      .state()
      .tasks.find(({ serverId, endedAt }) => serverId === SERVERS.one && endedAt === undefined);
    expect((await stack.state()).resource("one").outputs).toMatchObject({
      phase: "waiting",
      attempt: { taskId: task?.taskId },
    });

    await stack.setConfig({ three: "true" });
    // It runs until the run after the killed one has found it: one that is found finished would be adopted.
    emulator.control.taskScript({ serverId: SERVERS.stopped, ...long });
    bench.skip(600_000);
    const third = stack.start("up", { environment });
    await running(third, "three");
    third.kill("SIGKILL");
    await third.finished;
    await stack.run(["cancel", "--stack", "dev", "--yes"]);
    const fourth = stack.start("up", { environment });
    await running(fourth, "three");
    bench.skip(600_000);
    expect((await fourth.finished).ok).toBe(true);
    expect(acceptedPosts(emulator, SERVERS.one)).toEqual(["AssociateKeypair py-pair", "AssociateKeypair py-pair"]);
    expect(acceptedPosts(emulator, SERVERS.two)).toEqual(["AssociateKeypair py-pair"]);
    expect(acceptedPosts(emulator, SERVERS.stopped)).toEqual(["AssociateKeypair py-pair"]);

    const options = ["--stack", "dev", "--yes", "--protect=false", "--generate-code=false", "--color", "never"];
    const imported = { environment };
    const pair = await stack.run(["import", "kps:index:KeyPair", "b", "kp-b", ...options], imported);
    expect(pair.stdout).toContain("`pulumi destroy`, leaves it in KPS");
    const four = await stack.run(["import", "kps:index:KeyPairBinding", "four", FOURTH, ...options], imported);
    expect(four.stdout).toContain("leaves the key pair on the server");
    await stack.setConfig({ imported: "true" });
    expect((await stack.preview({ environment })).summary).toEqual({ same: 7 });
    expect((await up()).summary).toEqual({ same: 7 });
    expect((await stack.refresh({ environment })).summary).toEqual({ same: 7 });

    const { text } = await stack.state();
    expect([secretKey, ROOT_PASSWORD, "wrong-canary"].filter((secret) => text.includes(secret))).toEqual([]);
    expect(text).toContain("Failed to log in");
    const { summary, diagnostics } = await stack.destroy({ environment });
    const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
    expect({ summary, errors }).toEqual({ summary: { delete: 7 }, errors: [] });
    expect(acceptedPosts(emulator, FOURTH)).toEqual([]);
    expect(emulator.control.state().servers.map(({ keyPairName }) => keyPairName)).toEqual([
      undefined,
      undefined,
      undefined,
      "kp-b",
    ]);
  },
  300_000,
);
