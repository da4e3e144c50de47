import { createHash, createHmac } from "node:crypto";
import type { Credentials } from "../../src/index";

/** A reply, its JSON decoded. */
export interface Reply {
  status: number;
  headers: Headers;
  body: unknown;
  bytes: Buffer;
}

/** How a request is sent. */
export interface Sending {
  /** Sent as JSON; a string as it is. */
  body?: unknown;
  headers?: Record<string, string>;
  accessKey?: string;
  secretKey?: string;
  /** Milliseconds since 1970. */
  date?: number;
  /** Nothing is signed. */
  unsigned?: boolean;
}

/** Sends requests as a program with an access key does. */
export class SignedClient {
  /** @param wall the sender's clock, ms since 1970 */
  constructor(
    readonly credentials: Credentials,
    private readonly wall: () => number = Date.now,
  ) {}

  /** @param path with `{project_id}` where the project stands */
  async call(method: string, path: string, sending: Sending = {}): Promise<Reply> {
    const full = path.replace("{project_id}", this.credentials.projectId);
    const text = typeof sending.body === "string" ? sending.body : JSON.stringify(sending.body) || "";
    const headers = {
      "content-type": "application/json",
      ...this.signature(method, full, text, sending),
      ...sending.headers,
    };
    const reply = await fetch(this.credentials.url + full, { method, headers, ...(text === "" ? {} : { body: text }) });
    const bytes = Buffer.from(await reply.arrayBuffer());
    return { status: reply.status, headers: reply.headers, body: decode(bytes), bytes };
  }

  private signature(method: string, path: string, body: string, sending: Sending): Record<string, string> {
    if (sending.unsigned === true) {
      return {};
    }
    const date = new Date(sending.date ?? this.wall()).toISOString().replace(/[-:]|\.\d+/g, "");
    const [bare = "", query = ""] = path.split("?");
    const canonical = [
      method,
      bare.endsWith("/") ? bare : `${bare}/`,
      query.split("&").sort().join("&"),
      `host:${new URL(this.credentials.url).host}\nx-sdk-date:${date}\n`,
      "host;x-sdk-date",
      sha256(body),
    ].join("\n");
    const signature = createHmac("sha256", sending.secretKey ?? this.credentials.secretKey)
      .update(`SDK-HMAC-SHA256\n${date}\n${sha256(canonical)}`)
      .digest("hex");
    const access = sending.accessKey ?? this.credentials.accessKey;
    return {
      "x-sdk-date": date,
      authorization: `SDK-HMAC-SHA256 Access=${access}, SignedHeaders=host;x-sdk-date, Signature=${signature}`,
    };
  }
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function decode(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}
