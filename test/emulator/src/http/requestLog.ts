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

/** A request being served. */
export interface RequestEntry {
  at: number;
  operation: string;
  method: string;
  path: string;
  status: number;
  accepted: boolean;
  who: string;
  /** What every row says unless its own facts say otherwise. */
  facts: RequestFacts;
  rows: RequestFacts[];
}

/** Every request to a service, in the order of arrival. */
export class RequestLog {
  private entries: RequestEntry[] = [];

  open(head: Pick<RequestEntry, "at" | "operation" | "method" | "path" | "facts">): RequestEntry {
    const entry = { ...head, status: 0, accepted: false, who: "anonymous", rows: [] };
    this.entries.push(entry);
    return entry;
  }

  rows(): RequestRow[] {
    return this.entries.flatMap(({ rows, facts, ...head }) =>
      (rows.length > 0 ? rows : [{}]).map((row) => ({ ...head, ...facts, ...row })),
    );
  }

  clear(): void {
    this.entries = [];
  }
}
