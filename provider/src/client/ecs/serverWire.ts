import { z } from "zod";
import { id } from "../wire/id";
import { optionalText, text } from "../wire/text";
import { optionalStateNumber } from "../wire/whole";

/** What ECS tells about a server. */
export interface Server {
  readonly id: string;
  readonly name: string;
  /** Such as `ACTIVE` or `SHUTOFF`. */
  readonly status: string;
  /** The key pair ECS has on record; absent when none. */
  readonly keyName?: string;
  /** Such as `powering-off`; absent when nothing is going on. */
  readonly taskState?: string;
  /** 1 running, 4 shut down. */
  readonly powerState?: number;
  /** When it was created, ms since 1970; absent when that cannot be read. */
  readonly createdAtMs?: number;
  readonly metadata: Record<string, string>;
}

/**
 * A server in the answers of show and list. Its id, status and key pair must be readable; what is odd about the rest is left out,
 * as nothing else hangs on it.
 */
export const serverWire = z.object({
  id,
  name: optionalText.catch(undefined),
  status: text,
  key_name: optionalText,
  "OS-EXT-STS:task_state": optionalText.catch(undefined),
  "OS-EXT-STS:power_state": optionalStateNumber.catch(undefined),
  created: z.unknown().transform(isoTimeMs).optional(),
  metadata: z
    .record(z.string(), z.unknown())
    .nullish()
    .catch(undefined)
    .transform((metadata) => texts(metadata ?? {})),
});

/** Names and shapes of ours. */
export function serverOf(wire: z.output<typeof serverWire>): Server {
  const taskState = wire["OS-EXT-STS:task_state"];
  const powerState = wire["OS-EXT-STS:power_state"];
  return {
    id: wire.id,
    name: wire.name ?? "",
    status: wire.status,
    ...(wire.key_name === undefined ? {} : { keyName: wire.key_name }),
    ...(taskState === undefined ? {} : { taskState }),
    ...(powerState === undefined ? {} : { powerState }),
    ...(wire.created === undefined ? {} : { createdAtMs: wire.created }),
    metadata: wire.metadata,
  };
}

function isoTimeMs(time: unknown): number | undefined {
  const ms = typeof time === "string" ? Date.parse(time) : NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

function texts(metadata: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(metadata).flatMap(([key, value]) =>
      typeof value === "string" ? [[text.parse(key), text.parse(value)]] : [],
    ),
  );
}
