import { HttpService } from "../../provider/src/transport/httpService";
import type { ServiceParts } from "../../provider/src/transport/httpService";
import { systemRuntime } from "../../provider/src/transport/systemRuntime";
import type { Runtime } from "../../provider/src/transport/runtime";
import { ServiceClock } from "../../provider/src/transport/serviceClock";
import type { ServiceRequest } from "../../provider/src/transport/serviceRequest";

/** A service at an address, by default anonymous and unlimited, that never waits between tries. */
export function testService(baseUrl: string, parts: Partial<ServiceParts> = {}): HttpService {
  const runtime: Runtime = parts.runtime ?? impatientRuntime();
  return new HttpService({ name: "KPS", baseUrl, runtime, clock: new ServiceClock(runtime.wallMs), ...parts });
}

/** The real world, with waits of up to nine seconds (those between tries) cut to nothing. */
export function impatientRuntime(): Runtime {
  const runtime = systemRuntime();
  return { ...runtime, sleep: (ms, signal) => runtime.sleep(ms < 9000 ? 0 : ms, signal) };
}

/** Reads something. */
export const look: ServiceRequest<unknown> = {
  operation: "ListRunningTask",
  method: "GET",
  path: "/v3/p/running-tasks",
  repeat: "safe",
  read: (reply) => reply.json(),
};

/** Changes something. */
export const change: ServiceRequest<unknown> = {
  operation: "AssociateKeypair",
  method: "POST",
  path: "/v3/p/keypairs/associate",
  body: { keypair_name: "ops" },
  repeat: "never",
  read: (reply) => reply.json(),
};
