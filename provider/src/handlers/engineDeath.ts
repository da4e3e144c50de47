import { engineAddress } from "./engineLog";

let watching = false;

/**
 * Ends this process as soon as the engine is gone: a killed engine leaves the host running, and the end of its standard
 * input is the first and only sign. What was under way is found again by the next run. Outside a host it does nothing.
 */
export function endWithEngine(): void {
  if (watching || engineAddress(process.argv) === undefined) {
    return;
  }
  watching = true;
  const end = (): void => process.exit(1);
  process.stdin.once("end", end);
  process.stdin.once("close", end);
  process.stdin.once("error", end);
  process.stdin.resume();
  // A socket or a pipe has unref, a file has not; the host must still be able to end by itself.
  const input: { unref?: () => void } = process.stdin;
  input.unref?.();
}
