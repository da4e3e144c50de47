/** A background task of a DMS instance (ListBackgroundTasks, ShowBackgroundTask). */
export interface DmsTaskEntry {
  readonly id: string;
  /** What it does, such as `bindInstancePublicIp`. */
  readonly name: string;
  /** CREATED, EXECUTING, SUCCESS, FAILED, CANCELLED or DELETED. */
  readonly status: string;
  /** JSON text as the service writes it; it may hold secrets. */
  readonly params?: string;
  /** `user_name`: who started it. */
  readonly userName?: string;
  readonly userId?: string;
  /** `created_at`: when it began. ISO 8601 UTC. */
  readonly createdAt?: string;
  /** `updated_at`: when its status changed last; for an ended task its end. ISO 8601 UTC. */
  readonly updatedAt?: string;
}
