/** What the doctor says of one thing. */
export interface Finding {
  /** What was looked at, such as "clock". */
  readonly check: string;
  /** `untested`: nothing was sent, on purpose or because an earlier problem makes it pointless. */
  readonly result: "ok" | "warning" | "problem" | "untested";
  /** What was seen. */
  readonly seen: string;
  /** What to do about it. */
  readonly next?: string;
  /** The IAM action, for a permission. */
  readonly action?: string;
}
