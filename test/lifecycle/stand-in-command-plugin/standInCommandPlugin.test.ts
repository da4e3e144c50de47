import { readdirSync } from "node:fs";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { asSshPrivateKey } from "../../../provider/src/model/privateKeyForm";
import { type Emulator, startEmulator } from "../../emulator/src/index";
import { describeWithOpenSsh } from "../../emulator/test/support/openSsh";
import { newSshKey } from "../../support/sshKey";
import { temporaryFolder } from "../../support/temporaryFolder";
import { propertiesOf } from "./properties";
import { type StandInCommandPlugin, startStandInCommandPlugin } from "./startStandInCommandPlugin";

const local = "command:local:Command";
const remote = "command:remote:Command";
const keyFolder = temporaryFolder();
let plugin: StandInCommandPlugin;
let client: ResourceProviderClient;

beforeEach(async () => {
  plugin = await startStandInCommandPlugin(keyFolder());
  client = new ResourceProviderClient(plugin.address, credentials.createInsecure());
});
afterEach(() => {
  client.close();
  plugin.close();
});

type Inputs = Readonly<Record<string, JavaScriptValue>>;
type Answer<Response> = (error: ServiceError | null, response: Response) => void;

const answerTo = <Response>(call: (answer: Answer<Response>) => void): Promise<Response> =>
  new Promise((resolve, reject) => {
    call((error, response) => (error === null ? resolve(response) : reject(error)));
  });
const secret = (value: JavaScriptValue): JavaScriptValue => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

async function create(type: string, inputs: Inputs): Promise<Inputs> {
  const request = new messages.CreateRequest().setType(type).setProperties(Struct.fromJavaScript(inputs));
  return propertiesOf(
    (await answerTo<messages.CreateResponse>((answer) => client.create(request, answer))).getProperties(),
  );
}

async function update(type: string, olds: Inputs, news: Inputs): Promise<Inputs> {
  const request = new messages.UpdateRequest()
    .setType(type)
    .setOlds(Struct.fromJavaScript(olds))
    .setNews(Struct.fromJavaScript(news));
  return propertiesOf(
    (await answerTo<messages.UpdateResponse>((answer) => client.update(request, answer))).getProperties(),
  );
}

async function remove(type: string, outputs: Inputs): Promise<void> {
  const request = new messages.DeleteRequest().setType(type).setProperties(Struct.fromJavaScript(outputs));
  await answerTo((answer) => client.delete(request, answer));
}

async function replaced(olds: Inputs, news: Inputs): Promise<"nothing" | "updated" | "replaced"> {
  const request = new messages.DiffRequest()
    .setOldInputs(Struct.fromJavaScript(olds))
    .setNews(Struct.fromJavaScript(news));
  const answer = await answerTo<messages.DiffResponse>((done) => client.diff(request, done));
  const some = answer.getChanges() === messages.DiffResponse.DiffChanges.DIFF_SOME;
  return answer.getReplacesList().length > 0 ? "replaced" : some ? "updated" : "nothing";
}

it("runs a local command with variables and standard input, and gives secrets back as secrets", async () => {
  const inputs = { create: 'echo "$NAME"; cat; echo careful >&2', environment: { NAME: "web-1" }, stdin: secret("in") };
  expect(await create(local, inputs)).toEqual({ ...inputs, stdout: "web-1\nin", stderr: "careful" });
});

it("runs update, or else create, with what was printed last, and delete with it too", async () => {
  const created = await create(local, { create: "echo one" });
  expect(created).toMatchObject({ stdout: "one" });
  const both = { create: "echo one", update: 'echo "$PULUMI_COMMAND_STDOUT two"' };
  expect(await update(local, created, both)).toMatchObject({ stdout: "one two" });
  expect(await update(local, created, { create: 'echo "${PULUMI_COMMAND_STDOUT-}again"' })).toMatchObject({
    stdout: "oneagain",
  });
  const quiet = { create: 'echo "${PULUMI_COMMAND_STDOUT-}again"', addPreviousOutputInEnv: false };
  expect(await update(local, created, quiet)).toMatchObject({ stdout: "again" });
  await expect(remove(local, { ...created, delete: 'test "$PULUMI_COMMAND_STDOUT" = one' })).resolves.toBeUndefined();
  await expect(remove(local, { ...created, delete: 'test "$PULUMI_COMMAND_STDOUT" = two' })).rejects.toThrow(
    "ended with 1",
  );
  await expect(remove(local, created)).resolves.toBeUndefined();
});

it("replaces on a change of triggers, updates on any other, and takes a secret for what it holds", async () => {
  const inputs = { create: "id", triggers: ["a", 1], environment: { A: "1", B: "2" } };
  expect(await replaced(inputs, { ...inputs, environment: { B: "2", A: "1" } })).toBe("nothing");
  expect(await replaced(inputs, { ...inputs, create: secret("id") })).toBe("nothing");
  expect(await replaced(inputs, { ...inputs, create: "who" })).toBe("updated");
  expect(await replaced(inputs, { ...inputs, triggers: ["a", 2] })).toBe("replaced");
  expect(await replaced(inputs, { create: "id" })).toBe("replaced");
});

it("fails with what the command printed, and on inputs that only the real plugin knows", async () => {
  const failing = create(local, { create: "echo nearly; echo 'no such thing' >&2; exit 3" });
  await expect(failing).rejects.toThrow("the command ended with 3:\nnearly\nno such thing");
  await expect(create(local, { create: "true", assetPaths: ["*"] })).rejects.toThrow(/assetPaths/);
});

describeWithOpenSsh("a remote command", () => {
  const [inside, outside] = [newSshKey(), newSshKey()];
  let emulator: Emulator;
  let connection: Record<string, JavaScriptValue>;

  beforeEach(async () => {
    const keyPairs = [{ name: "ops", publicKey: inside.publicKey }];
    const servers = [{ id: "web", name: "web-1", keyPairName: "ops" }];
    emulator = await startEmulator({ ssh: true, seed: { keyPairs, servers } });
    const port = emulator.control.state().servers[0]?.sshPort ?? 0;
    connection = { host: "127.0.0.1", port, user: "root", privateKey: asSshPrivateKey(inside.privateKey) };
  });
  afterEach(async () => {
    await emulator.close();
    expect(readdirSync(keyFolder())).toEqual([]);
  });

  it("logs in with the private key, whose secret goes back as one", async () => {
    const inputs = { connection: secret(connection), create: "hostname && cat .ssh/authorized_keys" };
    const outputs = await create(remote, inputs);
    expect(outputs).toMatchObject({ ...inputs, stderr: "" });
    expect(outputs["stdout"]).toMatch(/^web-1\nssh-ed25519 /);
    expect(outputs["stdout"]).toContain(inside.publicKey);
  });

  it("fails when the key is refused, or the host is another one", async () => {
    const stranger = { ...connection, privateKey: asSshPrivateKey(outside.privateKey) };
    await expect(create(remote, { connection: stranger, create: "id" })).rejects.toThrow("Permission denied");
    const { sshHostKey = "" } = emulator.control.state();
    const known = { ...connection, hostKey: sshHostKey };
    expect(await create(remote, { connection: known, create: "whoami" })).toMatchObject({ stdout: "root" });
    const other = { ...connection, hostKey: outside.publicKey };
    await expect(create(remote, { connection: other, create: "id" })).rejects.toThrow(/host key/i);
  });
});
