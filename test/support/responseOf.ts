import type { FetchedResponse } from "../../provider/src/transport/runtime";
import type { OutgoingReply } from "../emulator/src/index";

const encoder = new TextEncoder();

/** What the emulator answers as the provider's fetch gives it, with at most so many bytes. */
export function responseOf({ status, headers, body }: OutgoingReply, most: number): FetchedResponse {
  const bytes = typeof body === "string" ? encoder.encode(body) : new Uint8Array(body);
  return {
    status,
    headers: { get: (name) => headers[name.toLowerCase()] ?? null },
    arrayBuffer: () =>
      bytes.length > most
        ? Promise.reject(Object.assign(new Error("content size over limit"), { type: "max-size" }))
        : Promise.resolve(bytes.buffer),
    discard: () => undefined,
  };
}
