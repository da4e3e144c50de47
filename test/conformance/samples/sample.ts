/** One documented exchange with a service. */
export interface Sample {
  /** The API's own name. */
  readonly operation: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** With `{project_id}` where the project stands. */
  readonly path: string;
  /** Body of the request. */
  readonly request?: unknown;
  readonly status: number;
  /** Body of the answer; absent = empty. */
  readonly response?: unknown;
  readonly responseHeaders?: Readonly<Record<string, string>>;
}
