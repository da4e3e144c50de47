import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineLine } from "../../provider/src/handlers/engineLink";
import { handlersOf } from "../../provider/src/handlers/handlers";
import { PartialCreation } from "../../provider/src/handlers/partialCreation";
import { ProviderProcess } from "../../provider/src/handlers/providerProcess";
import type { PlainObject } from "../../provider/src/model/plainObject";
import type { FetchedResponse } from "../../provider/src/transport/runtime";
import { processEnvironment } from "../../provider/src/settings/processEnvironment";
import { systemRuntime } from "../../provider/src/transport/systemRuntime";
import type { Emulator } from "../emulator/src/index";
import { configFor, startTestEmulator } from "../support/emulator";
import { newSshKey } from "../support/sshKey";

/** Where a text of an answer stands: the path of the request, without ids, and that of the text in its JSON or header. */
export interface Place {
  readonly request: string;
  readonly text: string;
}

/** What stands there instead; undefined: what the service wrote. */
export type Poison = (place: Place, written: string) => string | undefined;

/** Everything that came out of a process while it lived. */
export interface Life {
  /** What handlers answered, with the properties of resources that were kept. */
  readonly answers: readonly Record<string, unknown>[];
  /** Messages of errors and reasons. */
  readonly messages: readonly string[];
  readonly rows: readonly string[];
  readonly report: string;
  /** Every place of a text that the process was answered. */
  readonly places: readonly Place[];
}

/** What a life stands on. */
export interface LifeOptions {
  /** The root password of the server, which the provider process gets from a variable. */
  readonly password: string;
  /** How long each call may take; "400ms" where what is poisoned may be waited for in vain. */
  readonly timeout: string;
}

/**
 * The life of a binding, a key pair and a gate in a provider process of their own, called as the engine calls them, with a
 * service whose answers are poisoned on their way in.
 */
export async function poisonedLife(poison: Poison, { password, timeout }: LifeOptions): Promise<Life> {
  const folder = mkdtempSync(join(tmpdir(), "kps-poison-"));
  const keys = { a: newSshKey(), b: newSshKey() };
  const emulator = await startTestEmulator({
    timeScale: 0.001,
    requestsPerMinute: 0,
    ecsRequestsPerMinute: 0,
    seed: {
      servers: [{ id: "server-1", name: "web-1", status: "ACTIVE", rootPassword: password }],
      keyPairs: [
        { name: "kp-a", publicKey: keys.a.publicKey },
        { name: "kp-b", publicKey: keys.b.publicKey },
      ],
      dmsInstances: [{ id: "kafka-1", engine: "kafka", tasks: [{ id: "t-1", name: "alter", status: "FAILED" }] }],
    },
  });
  const places = new Map<string, Place>();
  const rows: EngineLine[] = [];
  const runtime = systemRuntime();
  const process = new ProviderProcess({
    runtime: {
      ...runtime,
      fetch: async (url, init) => poisoned(await runtime.fetch(url, init), init.method, new URL(url), poison, places),
    },
    environment: () => ({
      ...processEnvironment(),
      variables: { ROOT_PASSWORD: password, KPS_TEST_TIME_SCALE: "0.001" },
    }),
    engine: { log: (line) => rows.push(line), endWithEngine: () => undefined },
  });
  const report = join(folder, "report.jsonl");
  const config: Readonly<Record<string, unknown>> = {
    ...flat(configFor(emulator.credentials)),
    "kps:reportFile": report,
    "kps:requestsPerMinute": "60000",
    "kps:ecsRequestsPerMinute": "60000",
  };
  const handlers = handlersOf(process);
  const configure = { config: { get: (key: string) => config[key] } } as never;
  await Promise.all(Object.values(handlers).map((each) => each.configure(configure)));
  const timeouts = { create: timeout, update: timeout, delete: timeout };
  const answers: Record<string, unknown>[] = [];
  const messages: string[] = [];
  const said = async (call: () => Promise<object | undefined>): Promise<PlainObject> => {
    try {
      const answer: Record<string, unknown> = { ...(await call()) };
      answers.push(answer);
      return answer;
    } catch (error) {
      messages.push(error instanceof Error ? error.message : String(error));
      const kept = error instanceof PartialCreation ? { outs: error.properties } : {};
      messages.push(...(error instanceof PartialCreation ? error.reasons : []));
      answers.push(kept);
      return kept;
    }
  };
  try {
    await Promise.all([
      bindingLife(handlers.keyPairBinding, timeouts, said, emulator),
      pairLife(handlers.keyPair, timeouts, said, keys.a.publicKey),
      gateLife(handlers.dmsTaskGate, timeouts, said),
    ]);
    const finished = readOrEmpty(report);
    return { answers, messages, rows: rows.map(({ text }) => text), report: finished, places: [...places.values()] };
  } finally {
    rmSync(folder, { recursive: true });
    await emulator.close();
  }
}

type Handlers = ReturnType<typeof handlersOf>;
type Said = (call: () => Promise<object | undefined>) => Promise<PlainObject>;

async function bindingLife(
  binding: Handlers["keyPairBinding"],
  timeouts: PlainObject,
  said: Said,
  emulator: Emulator,
): Promise<void> {
  const urn = "urn:pulumi:dev::shop::kps::web";
  const auth = [{ passwordEnv: "ROOT_PASSWORD" }, { password: "another-Passw0rd!" }];
  const inputs = { __provider: "stub", resourceUrn: urn, serverId: "server-1", auth, timeouts };
  emulator.control.taskScript({ serverId: "server-1", outcome: "fail", errorCode: "KPS.0042", errorMessage: "no" });
  const news = { ...inputs, keyPairName: "kp-a" };
  await said(() => binding.check({}, news));
  const failed = await said(() => binding.create(news));
  const bound = await said(() => binding.update("server-1", outsOf(failed, news), news));
  emulator.control.fault({
    operation: "ListKeypairDetail",
    status: 400,
    body: { error_code: "KPS.4016", error_msg: "no" },
  });
  await said(() => binding.read("server-1", outsOf(bound, news)));
  emulator.control.fault({
    operation: "ShowServer",
    status: 403,
    body: { error: { code: "Ecs.0013", message: "no" } },
  });
  await said(() => binding.read("server-1", outsOf(bound, news)));
  emulator.control.putServer("server-1", { keyPairName: "kp-b" });
  await said(() => binding.read("server-1", outsOf(bound, news)));
  const other = { ...inputs, keyPairName: "kp-b", replaces: ["kp-a"] };
  await said(() => binding.diff("server-1", outsOf(bound, news), other));
  emulator.control.fault({
    operation: "AssociateKeypair",
    status: 400,
    body: { error_code: "KPS.0002", error_msg: "no" },
  });
  await said(() => binding.update("server-1", outsOf(bound, news), other));
  await said(() => nothing(binding.delete("server-1", { ...outsOf(bound, news), onDelete: "unbind" })));
}

async function pairLife(
  pair: Handlers["keyPair"],
  timeouts: PlainObject,
  said: Said,
  publicKey: string,
): Promise<void> {
  const urn = "urn:pulumi:dev::shop::kps::ops";
  const news = { __provider: "stub", resourceUrn: urn, name: "ops", publicKey, description: "d", timeouts };
  await said(() => pair.check({}, news));
  const made = await said(() => pair.create(news));
  await said(() => pair.read("ops", outsOf(made, news)));
  await said(() => pair.create({ ...news, adopt: "ifIdentical" }));
  await said(() => pair.update("ops", outsOf(made, news), { ...news, description: "other" }));
  await said(() => nothing(pair.delete("ops", outsOf(made, news))));
}

async function gateLife(gate: Handlers["dmsTaskGate"], timeouts: PlainObject, said: Said): Promise<void> {
  const urn = "urn:pulumi:dev::shop::kps::gate";
  const news = { __provider: "stub", resourceUrn: urn, instanceId: "kafka-1", timeouts };
  await said(() => gate.create(news));
  await said(() => gate.create({ ...news, onFailed: "report" }));
}

function outsOf(answer: PlainObject, inputs: PlainObject): PlainObject {
  return (answer["outs"] ?? inputs) as PlainObject;
}

async function poisoned(
  response: FetchedResponse,
  method: string,
  url: URL,
  poison: Poison,
  places: Map<string, Place>,
): Promise<FetchedResponse> {
  const request = `${method} ${url.pathname.replaceAll(/[0-9a-f]{8}[0-9a-f-]{24,}/g, "*")}`;
  const put = (text: string, written: string): string => {
    const place = { request, text };
    places.set(`${request} ${text}`, place);
    return poison(place, written) ?? written;
  };
  const body = Buffer.from(await response.arrayBuffer()).toString("utf8");
  const bytes = Buffer.from(put("page", poisonedJson(body, put)));
  return {
    status: response.status,
    headers: {
      get: (name) => {
        const value = response.headers.get(name);
        return name === "x-request-id" && value !== null ? put("header", value) : value;
      },
    },
    arrayBuffer: () => Promise.resolve(new Uint8Array(bytes).buffer),
    discard: () => undefined,
  };
}

function poisonedJson(body: string, put: (text: string, written: string) => string): string {
  try {
    return JSON.stringify(poisonedValue(JSON.parse(body), "", put));
  } catch {
    return body;
  }
}

function poisonedValue(value: unknown, path: string, put: (text: string, written: string) => string): unknown {
  if (typeof value === "string") {
    return put(path, value);
  }
  if (Array.isArray(value)) {
    return value.map((entry) => poisonedValue(entry, `${path}[]`, put));
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([key, entry]) => [key, poisonedValue(entry, `${path}.${key}`, put)]),
      )
    : value;
}

function flat(config: ReturnType<typeof configFor>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key, typeof value === "string" ? value : value.secret]),
  );
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

async function nothing(call: Promise<void>): Promise<undefined> {
  await call;
}
