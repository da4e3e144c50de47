import { setMaxListeners } from "node:events";

/**
 * Calls back when the signal aborts, until the returned function is called. Hundreds may share a signal: that is no leak,
 * and Node must not warn of one in front of a person.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const listener = (): void => callback();
  setMaxListeners(0, signal);
  signal.addEventListener("abort", listener, { once: true });
  return () => signal.removeEventListener("abort", listener);
}
