import { z } from "zod";
import type { RequestFacts } from "./requestLog";

const elementSchema = z.object({
  keypair_name: z.string().optional(),
  server: z.object({ id: z.string() }).optional(),
  keypair: z.object({ name: z.string() }).optional(),
});
const batchSchema = z.object({ batch_keypairs: z.array(elementSchema) });

/** What a request is about. */
export type BodyFacts = RequestFacts | { batch: RequestFacts[] };

/** What a body says that a request is about, as far as it can be read. */
export function bodyFacts(body: Buffer): BodyFacts {
  const value = parse(body);
  const one = elementSchema.safeParse(value);
  const many = Array.isArray(value) ? z.array(elementSchema).safeParse(value) : undefined;
  const batch = many?.data ?? batchSchema.safeParse(value).data?.batch_keypairs;
  return batch === undefined ? factsOf(one.data ?? {}) : { batch: batch.map(factsOf) };
}

function factsOf({ keypair_name, server, keypair }: z.output<typeof elementSchema>): RequestFacts {
  const keyPairName = keypair_name ?? keypair?.name;
  return {
    ...(server === undefined ? {} : { serverId: server.id }),
    ...(keyPairName === undefined ? {} : { keyPairName }),
  };
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
