import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { faultSchema } from "../http/faults";
import { dmsInstancePatchSchema } from "../world/dmsInstance";
import { SeedError, seedSchema } from "../world/seed";
import { serverPatchSchema } from "../world/server";
import { settingsPatchSchema } from "../world/settings";
import { taskScriptSchema } from "../world/taskScripts";
import type { Control } from "./control";
import { statePage } from "./statePage";

/** Where the control is. */
export const controlPath = "/_emulator";
const resetSchema = z.strictObject({ seed: seedSchema.optional() });

/** A body the control cannot read. */
class BodyError extends Error {}

/** Puts the control under `/_emulator` (JSON, no credentials, 400 for a body it cannot read) and the state page at `/`. */
export function addControlRoutes(server: FastifyInstance, control: Control): void {
  const route = (method: "GET" | "POST" | "PUT" | "DELETE", path: string, act: Action): void => {
    server.route({ method, url: `${controlPath}${path}`, handler: (request, reply) => answer(request, reply, act) });
  };
  server.get("/", (_request, reply) => reply.type("text/html;charset=UTF-8").send(statePage));
  route("GET", "/state", () => control.state());
  route("GET", "/requests", () => control.requests());
  route("GET", "/users", () => control.users());
  route("POST", "/reset", (body) => {
    control.reset(resetSchema.parse(body).seed);
    return {};
  });
  route("PUT", "/settings", (body) => control.settings(settingsPatchSchema.parse(body)));
  route("PUT", "/servers/:id", (body, id) => control.putServer(id, serverPatchSchema.parse(body)));
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

type Action = (body: unknown, id: string) => unknown;

function answer(request: FastifyRequest, reply: FastifyReply, act: Action): FastifyReply {
  try {
    const { id } = z.object({ id: z.string().default("") }).parse(request.params);
    const result = act(parseBody(request.body), id);
    return result === undefined
      ? reply.code(204).send()
      : reply.type("application/json;charset=UTF-8").send(JSON.stringify(result));
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) {
      throw error;
    }
    const body = { error_code: "EMULATOR.0400", error_msg: reason };
    return reply.code(400).type("application/json;charset=UTF-8").send(JSON.stringify(body));
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
