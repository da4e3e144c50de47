/**
 * What of a wait travels, and what stays with who called. Wanting nothing may be null, as a whole and in each part. What a
 * wait does not have travels too, to be refused by its name: it may be misspelt, or settings in the wrong place.
 */
export function splitWait(args: { readonly [Key in keyof WaitArgs]: WaitArgs[Key] | null } | null): {
  readonly travelling: object;
  readonly listeners: Pick<WaitArgs, "signal" | "onProgress">;
} {
  const { signal, onProgress, ...travelling } = args ?? {};
  return { travelling, listeners: { signal: signal ?? undefined, onProgress: onProgress ?? undefined } };
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
