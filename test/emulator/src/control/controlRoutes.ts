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
import { statePage, statePageHeaders } from "./statePage";

/** Where the control is. */
export const controlPath = "/_emulator";
const resetSchema = z.strictObject({ seed: seedSchema.optional() });
/** `?last=20`: the newest ones only, of a list that grows for ever. */
const requestsSchema = z.object({ last: z.coerce.number().int().min(1).optional() });

/** A body the control cannot read. */
class BodyError extends Error {}

/** Puts the control under `/_emulator` (JSON, no credentials, 400 for a body it cannot read) and the state page at `/`. */
export function addControlRoutes(server: FastifyInstance, control: Control): void {
  const route = (method: "GET" | "POST" | "PUT" | "DELETE", path: string, act: Action): void => {
    server.route({ method, url: `${controlPath}${path}`, handler: (request, reply) => answer(request, reply, act) });
  };
  /** Answers when every SSH endpoint that is shown can be connected to. */
  const settled = async <T>(look: () => T): Promise<T> => {
    await control.sshSettled();
    return look();
  };
  server.get("/", (_request, reply) => reply.headers(statePageHeaders).send(statePage(machineClock.now())));
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
  route("PUT", "/dms-instances/:id", (body, id) => control.putDmsInstance(id, dmsInstancePatchSchema.parse(body)));
  route("POST", "/task-scripts", (body) => {
    control.taskScript(taskScriptSchema.parse(body));
    return {};
  });
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
    const { id } = z.object({ id: z.string().default("") }).parse(request.params);
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
    const body = { error_code: "EMULATOR.0400", error_msg: reason };
    void reply.code(400).type(jsonType).send(JSON.stringify(body));
  }
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
