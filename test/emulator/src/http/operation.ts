import type { IncomingHttpHeaders } from "node:http";
import type { Principal } from "../world/identities";
import type { World } from "../world/world";
import type { RequestFacts } from "./requestLog";

/** A request to a service, its sender known. */
export interface Call {
  params: Record<string, string>;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
  world: World;
  /** Tells the request log what the request is about. */
  note: (facts: RequestFacts) => void;
  /** Gives a batch a row of its own per server. */
  noteRow: (facts: RequestFacts) => void;
}

/** A call whose sender proved who it is. */
export interface SignedCall extends Call {
  principal: Principal;
}

/** What a service replies. */
export interface Answer {
  status: number;
  /** Sent as JSON unless it is bytes; absent = an empty reply. */
  body?: unknown;
  headers?: Record<string, string>;
}

interface OperationBase {
  /** The API's own name. */
  name: string;
  /** For an API whose name depends on the body. */
  nameOf?: (body: Buffer) => string;
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Parts with a colon are parameters. */
  path: string;
  service: "iam" | "kps" | "ecs" | "nova" | "dms";
  /** Which quota it counts against. */
  quota?: "tasks" | "keyPairs" | "ecs";
  /** Whether a success changes something in the world. */
  changes?: true;
}

/** One remote call of one service. */
export type Operation =
  | (OperationBase & { anonymous: true; run(call: Call): Answer | Promise<Answer> })
  | (OperationBase & { anonymous?: false; run(call: SignedCall): Answer | Promise<Answer> });
