import { KNOWN_CODES } from "../../provider/src/diagnostics/serviceCodes";
import { errorText } from "../../provider/src/diagnostics/errors/diagnose";
import {
  commandSpeaker,
  functionSpeaker,
  givenSettingsSpeaker,
  resourceSpeaker,
  type Speaker,
} from "../../provider/src/diagnostics/speaker";
import { InvalidIdError } from "../../provider/src/client/wire/pathSegment";
import { UnknownIdError } from "../../provider/src/operations/step/unknownIdError";
import { SettingsError } from "../../provider/src/settings/settingsError";
import { SnapshotDeadlineError } from "../../provider/src/tasks/snapshot";
import { TaskDeadlineError } from "../../provider/src/tasks/taskDeadlineError";
import { WaitInterruptedError } from "../../provider/src/tasks/waitInterruptedError";
import { credentialAdvice } from "../../provider/src/client/signIn/advice";
import { sortFailure, type NetworkFault } from "../../provider/src/transport/sendFailure";
import { isServiceError, ServiceError } from "../../provider/src/transport/serviceError";
import { TransportError } from "../../provider/src/transport/transportError";
import { look, testService } from "../transport/testService";
import { startScriptedServer, type Answer } from "../transport/scriptedServer";
import type { Chapter, Entry } from "./entry";

const ATTEMPTED = 'binding key pair "ops-2026" to server 4116467c-a1b2';

const call = {
  service: "KPS",
  operation: "AssociateKeypair",
  method: "POST",
  host: "kms.cn-north-4.myhuaweicloud.com",
  path: "/v3/2222.../keypairs/associate",
};

/** Statuses that the API sheet gives other than 400. */
const STATUS: Readonly<Record<string, number>> = {
  "KPS.0003": 500,
  "KPS.0004": 500,
  "KPS.6007": 500,
  "KPS.6009": 403,
  "Ecs.0114": 404,
  "APIGW.0101": 404,
  "APIGW.0103": 404,
  "APIGW.0201": 504,
  "APIGW.0301": 401,
  "APIGW.0302": 403,
  "APIGW.0303": 401,
  "APIGW.0305": 403,
  "APIGW.0308": 429,
};

function statusOf(code: string): number {
  if (code.startsWith("KPS.50")) {
    return 500;
  }
  return STATUS[code] ?? (/^KPS\.900[12]/.test(code) ? 401 : code.startsWith("KPS.900") ? 403 : 400);
}

/** What services and networks answer instead of doing what was asked. */
export async function refusedCalls(): Promise<Chapter[]> {
  return [
    { heading: "The service or its gateway refused, by code", entries: KNOWN_CODES.map(byCode) },
    { heading: "A refusal without a documented code", entries: undocumented() },
    { heading: "No usable answer", entries: [...network(), ...(await strangeAnswers())] },
    { heading: "In a function of a program", entries: waits(functionSpeaker, "waitForTask", "kps:region") },
    {
      heading: "In a function that was given its settings",
      entries: waits(givenSettingsSpeaker, "waitForTask", "settings.region").slice(-4),
    },
    { heading: "At the command line", entries: waits(commandSpeaker, undefined, "--region") },
  ];
}

/** What waits and look-ups meet, in the words of whoever speaks. */
function waits(speaker: Speaker, attempted: string | undefined, region: string): Entry[] {
  const refused = new ServiceError({
    ...call,
    operation: "ListKeypairTask",
    method: "GET",
    status: 400,
    code: "KPS.0001",
    requestId: "5555...",
  });
  const told = (title: string, error: unknown): Entry => ({ title, text: errorText(error, attempted, speaker) });
  return [
    told(
      "an unknown task",
      new UnknownIdError(
        "task",
        "1111...",
        refused,
        "check the id, the region and the project; an ended task is forgotten after a while",
      ),
    ),
    told("an id that cannot be asked for", new InvalidIdError("task id", '"a/b"')),
    told(
      "a task that does not end",
      new TaskDeadlineError({
        taskId: "1111...",
        serverId: "4116467c-a1b2",
        lastStatus: "RUNNING_BIND",
        waitedMs: 60_000,
        observed: { RUNNING_BIND: 12, "HTTP 503": 1 },
      }),
    ),
    told("a list that does not come", new SnapshotDeadlineError("running", refused)),
    told("a wait that is given up", new WaitInterruptedError("task 1111...")),
    told("throttled", new ServiceError({ ...call, status: 429, code: "APIGW.0308", requestId: "5555..." })),
    told("credentials refused", new ServiceError({ ...call, status: 401, code: "APIGW.0301", requestId: "5555..." })),
    told(
      "no region",
      new SettingsError({
        key: "region",
        sentence: "No region is set: set kps:region, for example to cn-north-4.",
        looked: [region, "HW_REGION_NAME"],
      }),
    ),
    told("a fault of ours", new TypeError("x is not a function")),
  ];
}

function byCode(code: string): Entry {
  const status = statusOf(code);
  const service = code.startsWith("Ecs") ? { service: "ECS", operation: "ShowServer", method: "GET" } : {};
  const error = new ServiceError({
    ...call,
    ...service,
    status,
    code,
    serviceMessage: "错误说明",
    requestId: "5555...",
    advice: status === 401 ? credentialAdvice("the stack configuration (kps:)") : undefined,
  });
  return { title: code, text: errorText(error, ATTEMPTED, resourceSpeaker) };
}

function undocumented(): Entry[] {
  const refused = (title: string, fault: { status: number; code?: string; serviceMessage?: string }): Entry => ({
    title,
    text: errorText(new ServiceError({ ...call, requestId: "5555...", ...fault }), ATTEMPTED, resourceSpeaker),
  });
  return [
    refused("a code that is not documented", { status: 400, code: "KPS.7777", serviceMessage: "something new" }),
    refused("no code, no text", { status: 400 }),
    refused("forbidden, without a known code", { status: 403, code: "PAP5.0012", serviceMessage: "not allowed" }),
    refused("forbidden, without a word", { status: 403 }),
    refused("a proxy that asks for a password", { status: 407 }),
    refused("throttled, without a known code", { status: 429 }),
    refused("a gateway that is down", { status: 503 }),
  ];
}

function network(): Entry[] {
  const failed = (title: string, fault: NetworkFault): Entry => ({
    title,
    text: errorText(new TransportError({ ...call, ...sortFailure(fault) }), ATTEMPTED, resourceSpeaker),
  });
  return [
    failed("the host name is not known", { code: "ENOTFOUND", syscall: "getaddrinfo", message: "" }),
    failed("nobody listens there", { code: "ECONNREFUSED", syscall: "connect", message: "" }),
    failed("a certificate that is not trusted", { code: "DEPTH_ZERO_SELF_SIGNED_CERT", message: "self-signed" }),
    failed("no TLS there", { code: "EPROTO", message: "write EPROTO wrong version number" }),
    failed("a proxy that is named by a script", { code: "ERR_PROXY_SCRIPT", message: "no proxy scripts" }),
    failed("a proxy variable without an address", { code: "ERR_INVALID_URL", message: "Invalid URL" }),
    failed("a proxy that makes no connection", { message: "Socks5 proxy rejected connection - NotAllowed" }),
    failed("the connection broke", { code: "ECONNRESET", syscall: "read", message: "" }),
    failed("a body that cannot be decompressed", { code: "Z_DATA_ERROR", message: "" }),
  ];
}

async function strangeAnswers(): Promise<Entry[]> {
  const answers: Readonly<Record<string, Answer>> = {
    "a redirect": { status: 302, headers: { location: "https://login.example.com/" } },
    "a page instead of JSON": { status: 200, body: "<html>" },
    "an answer without an end": { status: 200, body: "x".repeat(9 * 1024 * 1024) },
  };
  const server = await startScriptedServer();
  try {
    const entries: Entry[] = [];
    for (const [title, answer] of Object.entries(answers)) {
      server.script(answer);
      const error: unknown = await testService(server.url)
        .send(look, { attempts: 1 })
        .catch((reason: unknown) => reason);
      if (isServiceError(error) || !(error instanceof Error)) {
        throw new Error(`${title} was to get no usable answer`, { cause: error });
      }
      entries.push({ title, text: errorText(error, "reading the binding of server 4116467c-a1b2", resourceSpeaker) });
    }
    return entries;
  } finally {
    await server.close();
  }
}
