import { handlersOf } from "../../provider/src/handlers/handlers";
import { ProviderProcess } from "../../provider/src/handlers/providerProcess";
import { systemRuntime } from "../../provider/src/transport/systemRuntime";
import type { Emulator } from "../emulator/src/index";
import { startTestEmulator } from "../support/emulator";
import { environmentOf } from "../support/memoryFiles";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startTestEmulator();
});
afterEach(() => emulator.close());

/** The handlers of a process with this configuration and no environment. */
function handlersWith(config: Readonly<Record<string, string | undefined>>): ReturnType<typeof handlersOf> {
  const process = new ProviderProcess({
    runtime: systemRuntime(),
    environment: () => environmentOf(),
    engine: { log: () => undefined, endWithEngine: () => undefined },
  });
  void process.configure({ config: { get: (key: string) => config[key] } });
  return handlersOf(process);
}

function configured(changes: Readonly<Record<string, string | undefined>> = {}): Record<string, string | undefined> {
  const { url, region, accessKey, secretKey } = emulator.credentials;
  const own = { "kps:endpoint": url, "kps:region": region, "kps:accessKey": accessKey, "kps:secretKey": secretKey };
  return { ...own, ...changes };
}

const asked = (): number => emulator.control.requests().length;

function recorded(): Record<string, string> {
  const { region, projectId } = emulator.credentials;
  return { region, projectId };
}

it.each(["keyPair", "keyPairBinding", "dmsTaskGate"] as const)(
  "diff of %s refuses another region, naming both",
  async (name) => {
    const { diff } = handlersWith(configured({ "kps:region": "eu-west-101" }))[name];
    const olds = { ...recorded(), name: "ops", serverId: "s", keyPairName: "ops", instanceId: "i", phase: "bound" };
    await expect(diff("id", olds, olds)).rejects.toThrow(
      /made in +region cn-north-4, project [0-9a-f]{32}\nsettings +region eu-west-101\n[^]*or give it the provider it was made with/,
    );
  },
);

it("another project is told by its id where the settings name none, with one request for all resources", async () => {
  const { keyPair } = handlersWith(configured());
  const olds = { ...recorded(), name: "ops" };
  expect(await keyPair.diff("ops", olds, { name: "ops" })).toEqual({ changes: false });
  expect(asked()).toBe(1);
  const other = { ...olds, projectId: "0123456789abcdef0123456789abcdef" };
  await expect(keyPair.diff("ops", other, { name: "ops" })).rejects.toThrow(
    `settings  region cn-north-4, project ${emulator.credentials.projectId}`,
  );
  expect(asked()).toBe(1);
});

it("another credential of the same project is no change", async () => {
  const [, colleague] = emulator.control.users();
  const config = configured({ "kps:accessKey": colleague?.accessKey, "kps:secretKey": colleague?.secretKey });
  const { keyPair } = handlersWith({ ...config, "kps:projectId": emulator.credentials.projectId });
  expect(await keyPair.diff("ops", { ...recorded(), name: "ops" }, { name: "ops" })).toEqual({ changes: false });
  expect(asked()).toBe(0);
});

it("where nothing is known of the present place, comparing goes on: what has to be done there will say so", async () => {
  const olds = { ...recorded(), name: "ops" };
  const withoutCredentials = handlersWith({ "kps:region": "eu-west-101" }).keyPair;
  expect(await withoutCredentials.diff("ops", olds, { name: "ops" })).toEqual({ changes: false });
  const refused = handlersWith(configured({ "kps:secretKey": "wrong" })).keyPair;
  expect(await refused.diff("ops", olds, { name: "ops" })).toEqual({ changes: false });
  expect(await refused.diff("ops", olds, { name: "ops" })).toEqual({ changes: false });
  expect(asked()).toBe(1);
});
