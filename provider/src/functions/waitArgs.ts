/** What of a wait travels, and what stays with who called. Wanting nothing may be null, as a whole and in each part. */
export function splitWait(args: { readonly [Key in keyof WaitArgs]: WaitArgs[Key] | null } | null): {
  readonly timeout: string | null | undefined;
  readonly listeners: Pick<WaitArgs, "signal" | "onProgress">;
} {
  const { timeout, signal, onProgress } = args ?? {};
  return { timeout, listeners: { signal: signal ?? undefined, onProgress: onProgress ?? undefined } };
}

/** How a function waits. */
export interface WaitArgs {
  /** "90s", "30m" (the default), "1h30m". */
  timeout?: string | undefined;
  /** Gives the wait up. What is waited for goes on. */
  signal?: AbortSignal | undefined;
  /** Told in one line what is going on, on every change. */
  onProgress?: ((line: string) => void) | undefined;
}
