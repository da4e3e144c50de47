/** How a function waits. */
export interface WaitArgs {
  /** "90s", "30m" (the default), "1h30m". */
  timeout?: string | undefined;
  /** Gives the wait up. What is waited for goes on. */
  signal?: AbortSignal | undefined;
  /** Told in one line what is going on, on every change. */
  onProgress?: ((line: string) => void) | undefined;
}
