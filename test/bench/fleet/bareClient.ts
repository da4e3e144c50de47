import { Agent } from "node:http";
import fetch from "node-fetch";
import { z } from "zod";

/** The only message to a bare client: where it sends how many requests, one each so many ms. */
export const bareOrder = z.object({ url: z.string(), requests: z.number(), everyMs: z.number() });
/** What it says at the end: its CPU time meanwhile in ms. */
export const bareResult = z.object({ cpuMs: z.number() });

export type BareOrder = z.infer<typeof bareOrder>;

/** A process that sends requests by node-fetch, each second one with a body, reads the answers and does nothing else. */
async function serve({ url, requests, everyMs }: BareOrder): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ keypair_name: "bench-1", server: { id: "1", auth: { type: "password", key: "x" } } });
  const send = async (n: number): Promise<void> => {
    const response = await fetch(url, n % 2 === 0 ? { agent } : { agent, method: "POST", headers, body });
    await response.arrayBuffer();
  };
  const before = process.cpuUsage();
  const startMs = performance.now();
  const sent: Promise<void>[] = [];
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      // A late timer is made up for, so that the pace is kept.
      while (sent.length < requests && sent.length * everyMs <= performance.now() - startMs) {
        sent.push(send(sent.length));
      }
      if (sent.length === requests) {
        clearInterval(timer);
        resolve();
      }
    }, everyMs);
  });
  await Promise.all(sent);
  const { user, system } = process.cpuUsage(before);
  process.send?.({ cpuMs: Math.round((user + system) / 1_000) } satisfies z.infer<typeof bareResult>);
  process.disconnect();
}

if (process.send !== undefined) {
  process.once("disconnect", () => process.exit());
  process.once("message", (message) => void serve(bareOrder.parse(message)));
}
