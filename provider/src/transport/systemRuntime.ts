import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { Agents } from "./agents";
import type { Runtime } from "./runtime";

/** Node's timers take no more, and ring at once instead. */
const longestTimerMs = 2 ** 31 - 1;

/** The real world, with connections of its own. */
export function systemRuntime(): Runtime {
  const agents = new Agents();
  return {
    fetch: async (url, init) => {
      // Loaded with the first request, so that a preview, which sends none, does not wait for it.
      const { default: fetch } = await import("node-fetch");
      const response = await fetch(url, { ...init, agent: await agents.for(new URL(url)) });
      const { status, headers, body } = response;
      return {
        status,
        headers,
        arrayBuffer: () => response.arrayBuffer(),
        discard: () => {
          if (body instanceof Readable) {
            body.destroy();
          }
        },
      };
    },
    monotonicMs: () => performance.now(),
    wallMs: () => Date.now(),
    random: () => Math.random(),
    sleep: async (ms, signal) => {
      await delay(ms, undefined, signal === undefined ? {} : { signal });
    },
    startTimer: (ms, ring) => {
      const timer = setTimeout(ring, Math.min(ms, longestTimerMs));
      return () => clearTimeout(timer);
    },
  };
}
