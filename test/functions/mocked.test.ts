import * as pulumi from "@pulumi/pulumi";
import * as kps from "../../provider/src/index";

/** What the mocks were asked, and what they answer by the function's token. */
const asked: { token: string; inputs: unknown; provider: string | undefined }[] = [];
const answers: Record<string, Record<string, unknown>> = {};

beforeEach(async () => {
  asked.length = 0;
  await setMocks();
});

function setMocks(preview = false): Promise<void> {
  return pulumi.runtime.setMocks(
    {
      newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as Record<string, unknown> }),
      call: ({ token, inputs, provider }) => {
        asked.push({ token, inputs, provider: provider === "" ? undefined : provider });
        return answers[token] ?? {};
      },
    },
    "project",
    "stack",
    preview,
  );
}

/** The value of an output; "unknown" when it is not known. */
async function valueOf<T>(output: pulumi.Output<T>): Promise<T | "unknown"> {
  const { isKnown } = output as unknown as { isKnown: Promise<boolean> };
  return (await isKnown) ? new Promise((resolve) => output.apply(resolve)) : "unknown";
}

it("what the mock answers is the result, and it is asked with the filter alone", async () => {
  const task = { taskId: "t-1", serverId: "s-1", operateType: "FAILED_BIND", serverName: "web", keyPairName: "ops" };
  answers["kps:index:listFailedTasks"] = { tasks: [task] };
  const since = new Date("2026-11-20T00:00:00Z");
  const settings = { region: "cn-north-4", accessKey: "AK", secretKey: "SK" };
  expect(await kps.listFailedTasks({ serverId: "s-1", since }, settings)).toEqual({ tasks: [task], complete: true });
  expect(asked).toEqual([
    {
      token: "kps:index:listFailedTasks",
      inputs: { serverId: "s-1", since: "2026-11-20T00:00:00.000Z" },
      provider: undefined,
    },
  ]);
});

it("a list that the mock leaves out is empty", async () => {
  expect(await kps.listRunningTasks()).toEqual({ tasks: [], complete: true });
  expect(await kps.listKeyPairs()).toEqual({ keyPairs: [], complete: true });
  expect(await kps.waitForServerIdle("s-1", { timeout: "1m", onProgress: () => undefined })).toEqual({ tasks: [] });
  expect(await valueOf(kps.listDmsTasksOutput({ instanceId: pulumi.output("kafka-1") }).tasks)).toEqual([]);
  expect(asked.map(({ inputs }) => inputs)).toEqual([
    {},
    {},
    { serverId: "s-1", timeout: "1m" },
    { instanceId: "kafka-1" },
  ]);
});

it("the entries of a list are those of the list alone, also of a mock that answers what it was asked", async () => {
  const task = { taskId: "t-1", serverId: "s-1" };
  answers["kps:index:listFailedTasks"] = { serverId: "s-1", tasks: [task] };
  answers["kps:index:listRunningTasks"] = { serverId: "s-1" };
  const entries: unknown[] = [];
  for await (const each of kps.eachFailedTask({ serverId: "s-1" })) {
    entries.push(each);
  }
  for await (const each of kps.eachRunningTask({ serverId: "s-1" })) {
    entries.push(each);
  }

  expect(entries).toEqual([task]);
});

it("null is as good as nothing, as JavaScript has it: filters, their conditions, options and waits", async () => {
  const nothing = null as unknown as undefined;
  answers["kps:index:listFailedTasks"] = { tasks: [] };
  await kps.listFailedTasks(nothing, nothing);
  await kps.listFailedTasks({ serverId: nothing, keyPairName: "ops" });
  await kps.waitForTask("t-1", nothing, nothing);
  await kps.waitForServerIdle("s-1", { timeout: nothing, signal: nothing });
  for await (const each of kps.eachFailedTask(nothing, nothing)) {
    expect(each).toBeUndefined();
  }
  expect(await valueOf(kps.listFailedTasksOutput(nothing, nothing).tasks)).toEqual([]);

  expect(asked.map(({ inputs }) => inputs)).toEqual([
    {},
    { keyPairName: "ops" },
    { taskId: "t-1" },
    { serverId: "s-1" },
    {},
    {},
  ]);
});

it("every function asks the mock, those that delete as well, and nothing else", async () => {
  await kps.getTask("t");
  await kps.deleteFailedTask("t");
  await kps.deleteFailedTasks({ serverId: "s" });
  await kps.waitForTask("t");
  await kps.getKeyPair("ops");
  await kps.getDmsTask("i", "t");
  await kps.deleteDmsTask("i", "t");
  for await (const each of kps.eachKeyPair()) {
    expect(each).toBe("nothing");
  }
  expect(asked.map(({ token }) => token.replace("kps:index:", ""))).toEqual([
    "getTask",
    "deleteFailedTask",
    "deleteFailedTasks",
    "waitForTask",
    "getKeyPair",
    "getDmsTask",
    "deleteDmsTask",
    "listKeyPairs",
  ]);
});

it("a provider is named to the mock, and its settings are not", async () => {
  const provider = new kps.Provider("south", { region: "cn-south-1", secretKey: "SK", accessKey: "AK" });
  await kps.getKeyPair("ops", { provider });
  expect(asked).toEqual([
    {
      token: "kps:index:getKeyPair",
      inputs: { name: "ops" },
      provider: expect.stringMatching(/pulumi:providers:pulumi-nodejs::south::south-id$/) as unknown,
    },
  ]);
});

it("in a mocked preview an unknown argument leaves the output unknown and asks nothing", async () => {
  await setMocks(true);
  const binding = new kps.KeyPairBinding("web", { serverId: "s-1", keyPairName: "ops" });
  const output = kps.getTaskOutput(binding.taskId.apply((taskId) => taskId ?? ""));
  expect(await valueOf(output)).toBe("unknown");
  expect(asked).toEqual([]);
});
