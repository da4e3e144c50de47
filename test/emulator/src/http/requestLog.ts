/** What a request was about. */
export interface RequestFacts {
  accepted?: boolean;
  taskId?: string;
  serverId?: string;
  keyPairName?: string;
}

/** One request, or one server of a batch. */
export interface RequestRow extends RequestFacts {
  /** Monotonic ms of the machine at which the request arrived. */
  at: number;
  operation: string;
  method: string;
  /** Without the query. */
  path: string;
  /** 0 while there is no reply, and when the connection was cut before one existed. */
  status: number;
  accepted: boolean;
  who: string;
}

/** A request being served. There may be millions of them, so they hold hardly more than what they say. */
export class RequestEntry {
  status = 0;
  accepted = false;
  who = "anonymous";
  private facts: RequestFacts | undefined = undefined;
  private parts: RequestFacts[] | undefined = undefined;

  constructor(
    readonly at: number,
    readonly operation: string,
    readonly method: string,
    readonly path: string,
  ) {}

  /** Whether nothing has been said of what the request is about. */
  get saysNothing(): boolean {
    return this.facts === undefined && this.parts === undefined;
  }

  /** What every row says unless its own facts say otherwise. */
  note(facts: RequestFacts): void {
    this.facts ??= {};
    Object.assign(this.facts, facts);
  }

  /** Adds a row for one server of a batch. */
  noteRow(facts: RequestFacts): void {
    this.parts ??= [];
    this.parts.push(facts);
  }

  rows(): RequestRow[] {
    const { at, operation, method, path, status, accepted, who, facts } = this;
    const row = { at, operation, method, path, status, accepted, who, ...facts };
    return this.parts === undefined ? [row] : this.parts.map((part) => ({ ...row, ...part }));
  }
}

/** Every request to a service, in the order of arrival. */
export class RequestLog {
  private entries: RequestEntry[] = [];

  /** @param at monotonic ms of the machine */
  open(at: number, operation: string, method: string, path: string): RequestEntry {
    const entry = new RequestEntry(at, operation, method, path);
    this.entries.push(entry);
    return entry;
  }

  /** The rows of all requests, or the newest so many (1 or more). */
  rows(last = Infinity): RequestRow[] {
    // No request has less than one row.
    const newest = this.entries.slice(-last).flatMap((entry) => entry.rows());
    return newest.slice(-last);
  }

  clear(): void {
    this.entries = [];
  }
}
