/** A reply as it goes over the wire. */
export interface OutgoingReply {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string | Buffer;
}

/** What comes of a request: a reply, or a connection that ends before or after the request was carried out. */
export type Outcome = OutgoingReply | { cut: "before" | "after" };
