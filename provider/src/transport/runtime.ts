/** How a request is sent. */
export interface FetchInit {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Redirects are answers like any other; nothing is sent after them. */
  readonly redirect: "manual";
  /** Bytes that a body may have, after decompression. */
  readonly size: number;
  readonly signal: AbortSignal;
}

/** What came back, with the body still to be read. */
export interface FetchedResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  arrayBuffer(): Promise<ArrayBuffer>;
  /** Lets the rest of the body go unread. */
  discard(): void;
}

/** The outside world as the transport sees it: network, clocks, chance. */
export interface Runtime {
  readonly fetch: (url: string, init: FetchInit) => Promise<FetchedResponse>;
  /** Milliseconds of a clock that never jumps, as `performance.now()`. */
  readonly monotonicMs: () => number;
  /** Milliseconds since 1970, as this machine believes. */
  readonly wallMs: () => number;
  /** Evenly distributed in [0, 1). */
  readonly random: () => number;
  /** Resolves after so many ms; rejects at once when the signal aborts. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Calls back after so many ms, unless what is returned has been called before. */
  readonly startTimer: (ms: number, ring: () => void) => () => void;
}
