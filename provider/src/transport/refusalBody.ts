import { z } from "zod";

/** What an error body says. */
export interface RefusalBody {
  readonly code?: string;
  readonly message?: string;
  readonly requestId?: string;
}

const scalar = z.union([z.string(), z.number()]).nullish().catch(undefined);
const fields = z.object({
  error_code: scalar,
  error_msg: scalar,
  code: scalar,
  message: scalar,
  title: scalar,
  request_id: scalar,
});

/**
 * Reads every documented shape of an error body: `error_code` / `error_msg`, `code` / `message`, and one object around
 * either (IAM's `error`, nova's `itemNotFound`, whose name then is the code). Anything else, such as an HTML page, says nothing.
 */
export function readRefusalBody(text: string): RefusalBody {
  const outer = parseObject(text);
  if (outer === undefined) {
    return {};
  }
  const direct = readFields(outer);
  if (direct.code !== undefined || direct.message !== undefined) {
    return direct;
  }
  for (const [name, value] of Object.entries(outer)) {
    const nested = isRecord(value) ? readFields(value) : {};
    if (nested.code !== undefined || nested.message !== undefined) {
      const code = nested.code ?? (name === "error" ? undefined : name);
      return { ...direct, ...nested, ...(code === undefined ? {} : { code }) };
    }
  }
  return direct;
}

function readFields(value: unknown): RefusalBody {
  const parsed = fields.safeParse(value);
  if (!parsed.success) {
    return {};
  }
  const { error_code, error_msg, code, message, title, request_id } = parsed.data;
  // A number is the HTTP status once more; IAM then has the word in `title`.
  const foundCode = textOf(error_code) ?? (typeof code === "string" ? textOf(code) : textOf(title));
  const foundMessage = textOf(error_msg) ?? textOf(message);
  const requestId = textOf(request_id);
  return {
    ...(foundCode === undefined ? {} : { code: foundCode }),
    ...(foundMessage === undefined ? {} : { message: foundMessage }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

function textOf(value: string | number | null | undefined): string | undefined {
  return value === undefined || value === null || value === "" ? undefined : String(value);
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
