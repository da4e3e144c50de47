import type { FastifyRequest } from "fastify";

const noBody = Buffer.alloc(0);

/** The bytes of a body; none when there is no body. */
export function bodyOf(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : noBody;
}

/** The part of an address before the query. */
export function pathOf(url: string): string {
  const end = url.indexOf("?");
  return end === -1 ? url : url.slice(0, end);
}

/** What stands between the first question mark and the next. */
export function queryOf(url: string): string {
  return url.split("?", 2)[1] ?? "";
}
