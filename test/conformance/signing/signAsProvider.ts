import { accessKeyAuthoriser } from "../../../provider/src/transport/accessKeyAuthoriser";
import { ServiceClock } from "../../../provider/src/transport/serviceClock";
import { queryPairs, sentPath, type PlainRequest } from "./randomRequest";
import { testKey } from "./signWithSdk";

/** The headers the provider sends with a request, Authorization among them, by lower-case name. */
export function signAsProvider(request: PlainRequest): Record<string, string> {
  const { method, host, headers, data, securityToken, atMs } = request;
  const clock = new ServiceClock(() => atMs);
  const authorised = accessKeyAuthoriser({ ...testKey, securityToken }, clock, "").authorise({
    method,
    host,
    path: sentPath(request),
    query: queryPairs(request),
    body: data === undefined ? "" : JSON.stringify(data),
    headers,
  });
  const sent = Object.entries(authorised.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return { ...Object.fromEntries(sent), host };
}
