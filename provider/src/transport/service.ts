import type { CallOptions } from "./callOptions";
import type { ServiceRequest } from "./serviceRequest";

/** One remote service: carries out requests within its budget, signed, with limits and retries. */
export interface Service {
  /** Short name for messages, such as `KPS`. */
  readonly name: string;
  readonly baseUrl: string;
  /**
   * Carries out one call.
   * @throws ServiceError when the service refuses.
   * @throws TransportError when no usable answer came.
   */
  send<T>(request: ServiceRequest<T>, options?: CallOptions): Promise<T>;
}
