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
import { decryptedConfigFor } from "../support/emulator";
import { InProcess } from "../support/inProcess/inProcess";
import { newSshKey } from "../support/sshKey";
import { FLEET, lives, type Whose } from "./livesOfResources";

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
  /** How long each call may take. */
  readonly timeout: string;
}

/** Of every account. */
const keys = { a: newSshKey(), b: newSshKey() };

/**
 * The life of a binding, a key pair and a gate, or of a fleet, in a provider process of its own, called as the engine calls
 * it, with a service whose answers are poisoned on their way in. No wait is waited for.
 */
export async function poisonedLife(whose: Whose, poison: Poison, { password, timeout }: LifeOptions): Promise<Life> {
  const folder = mkdtempSync(join(tmpdir(), "kps-poison-"));
  const world = new InProcess();
  const emulator = world.emulator({
    timeScale: 0.1,
    requestsPerMinute: 0,
    ecsRequestsPerMinute: 0,
    seed: {
      servers: ["server-1", ...FLEET].map((id) => ({
        id,
        name: `${id}-name`,
        status: "ACTIVE",
        rootPassword: password,
      })),
      keyPairs: [
        { name: "kp-a", publicKey: keys.a.publicKey },
        { name: "kp-b", publicKey: keys.b.publicKey },
      ],
      dmsInstances: [{ id: "kafka-1", engine: "kafka", tasks: [{ id: "t-1", name: "alter", status: "FAILED" }] }],
    },
  });
  let ended = false;
  const places = new Map<string, Place>();
  const rows: EngineLine[] = [];
  const { runtime, generateKeyPair } = world;
  const process = new ProviderProcess({
    runtime: {
      ...runtime,
      fetch: async (url, init) => {
        // A look-up that others might want goes on when the call that asked for it is over.
        if (ended) {
          throw new Error("the life is over");
        }
        return poisoned(await runtime.fetch(url, init), init.method, new URL(url), poison, places);
      },
    },
    generateKeyPair,
    environment: () => ({
      ...processEnvironment(),
      variables: { ROOT_PASSWORD: password },
    }),
    engine: { log: (line) => rows.push(line), endWithEngine: () => undefined },
  });
  const report = join(folder, "report.jsonl");
  const config: Readonly<Record<string, unknown>> = {
    ...decryptedConfigFor(emulator.credentials),
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
    await lives[whose]({ handlers, timeouts, said, emulator, publicKey: keys.a.publicKey });
    const finished = readOrEmpty(report);
    return { answers, messages, rows: rows.map(({ text }) => text), report: finished, places: [...places.values()] };
  } finally {
    ended = true;
    rmSync(folder, { recursive: true });
    await emulator.close();
  }
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

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
