import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { faultSchema } from "../http/faults";
import { jsonType } from "../http/jsonType";
import { machineClock } from "../world/clock";
import { dmsInstancePatchSchema } from "../world/dmsInstance";
import { SeedError, seedSchema } from "../world/seed";
import { serverPatchSchema } from "../world/server";
import { settingsPatchSchema } from "../world/settings";
import { taskScriptSchema } from "../world/taskScripts";
import type { Control } from "./control";
import { turnedAway } from "./controlGuard";
import { statePage, statePageHeaders } from "./statePage";

/** Where the control is. */
export const controlPath = "/_emulator";
const resetSchema = z.strictObject({ seed: seedSchema.optional() });
/** `?last=20`: the newest ones only, of a list that grows for ever. */
const requestsSchema = z.object({ last: z.coerce.number().int().min(1).optional() });

/** Nothing has an id where the path has none; an empty one nobody could ask for. */
const paramsSchema = z.object({ id: z.string().min(1).default("") });

/** A body the control cannot read. */
class BodyError extends Error {}

/**
 * Puts the control under `/_emulator` (JSON, no credentials, 400 for a body it cannot read) and the state page at `/`.
 * Both are for this machine's people alone: what a foreign web page sends is turned away.
 *
 * @param listening the address or name the emulator was told to listen on
 */
export function addControlRoutes(server: FastifyInstance, control: Control, listening: string): void {
  const onRequest = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const { host, origin, "content-type": contentType } = request.headers;
    const refused = turnedAway({ host, origin, contentType, hasBody: hasBody(request) }, listening);
    return refused === undefined ? undefined : refuse(reply, refused.status, refused.reason);
  };
  const route = (method: "GET" | "POST" | "PUT" | "DELETE", path: string, act: Action): void => {
    server.route({
      method,
      url: `${controlPath}${path}`,
      onRequest,
      handler: (request, reply) => answer(request, reply, act),
    });
  };
  /** Answers when every SSH endpoint that is shown can be connected to. */
  const settled = async <T>(look: () => T): Promise<T> => {
    await control.sshSettled();
    return look();
  };
  server.get("/", { onRequest }, (_request, reply) =>
    reply.headers(statePageHeaders).send(statePage(machineClock.now())),
  );
  route("GET", "/state", () => settled(() => control.state()));
  route("GET", "/requests", (_body, _id, query) => control.requests(requestsSchema.parse(query).last));
  route("GET", "/users", () => control.users());
  route("POST", "/reset", (body) => {
    control.reset(resetSchema.parse(body).seed);
    return settled(() => ({}));
  });
  route("PUT", "/settings", (body) => control.settings(settingsPatchSchema.parse(body)));
  route("PUT", "/servers/:id", (body, id) => {
    const put = control.putServer(id, serverPatchSchema.parse(body));
    return settled(() => control.server(id) ?? put);
  });
  route("DELETE", "/servers/:id", (_body, id) => control.removeServer(id));
  route("PUT", "/dms-instances/:id", (body, id) => control.putDmsInstance(id, dmsInstancePatchSchema.parse(body)));
  route("POST", "/task-scripts", (body) => {
    control.taskScript(taskScriptSchema.parse(body));
    return {};
  });
  route("DELETE", "/task-scripts", () => control.clearTaskScripts());
  route("POST", "/faults", (body) => {
    control.fault(faultSchema.parse(body));
    return {};
  });
  route("DELETE", "/faults", () => {
    control.clearFaults();
    return undefined;
  });
}

type Action = (body: unknown, id: string, query: unknown) => unknown;

async function answer(request: FastifyRequest, reply: FastifyReply, act: Action): Promise<void> {
  try {
    const { id } = paramsSchema.parse(request.params);
    const result = await act(parseBody(request.body), id, request.query);
    if (result === undefined) {
      void reply.code(204).send();
    } else {
      void reply.type(jsonType).send(JSON.stringify(result));
    }
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) {
      throw error;
    }
    refuse(reply, 400, reason);
  }
}

function refuse(reply: FastifyReply, status: number, reason: string): FastifyReply {
  const body = { error_code: `EMULATOR.0${status}`, error_msg: reason };
  return reply.code(status).type(jsonType).send(JSON.stringify(body));
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

function parseBody(body: unknown): unknown {
  if (!Buffer.isBuffer(body) || body.length === 0) {
    return {};
  }
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new BodyError("the body is not JSON");
  }
}

function reasonOf(error: unknown): string | undefined {
  if (error instanceof z.ZodError) {
    return z.prettifyError(error);
  }
  return error instanceof BodyError || error instanceof SeedError ? error.message : undefined;
}
