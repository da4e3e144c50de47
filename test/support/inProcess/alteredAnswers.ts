import type { InProcessBench } from "./inProcessBench";

/**
 * Answers of the emulator whose URL contains `part`, altered on their way: an oddity that is none of its quirks. Empty ones
 * stay empty.
 */
export function alterAnswers(
  bench: InProcessBench,
  part: string,
  alter: (body: Readonly<Record<string, unknown>>, asked: URLSearchParams) => object,
): void {
  const { runtime } = bench.world;
  const { fetch } = runtime;
  Object.assign(runtime, {
    fetch: async (...[url, init]: Parameters<typeof fetch>) => {
      const response = await fetch(url, init);
      if (!url.includes(part)) {
        return response;
      }
      const bytes = await response.arrayBuffer();
      if (bytes.byteLength === 0) {
        return { ...response, arrayBuffer: () => Promise.resolve(bytes) };
      }
      const body = JSON.parse(Buffer.from(bytes).toString()) as Record<string, unknown>;
      const altered = new TextEncoder().encode(JSON.stringify(alter(body, new URL(url).searchParams)));
      return { ...response, arrayBuffer: () => Promise.resolve(altered.buffer) };
    },
  });
}
