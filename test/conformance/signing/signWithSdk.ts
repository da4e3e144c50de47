import { AKSKSigner } from "@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner";
import { BasicCredentials } from "@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials";
import { sdkDate } from "../../../provider/src/transport/signing/signRequest";
import type { PlainRequest } from "./randomRequest";

/** The key of these tests. */
export const testKey = { accessKey: "AccessKey", secretKey: "SecretKey" };

/** The headers the SDK sends with a request, Authorization among them, by lower-case name. */
export function signWithSdk(request: PlainRequest): Record<string, string> {
  const { method, host, segments, query, headers, data, securityToken, atMs } = request;
  const credential = new BasicCredentials({ ak: testKey.accessKey, sk: testKey.secretKey });
  const signed: Record<string, string> = AKSKSigner.sign(
    {
      method,
      endpoint: `https://${host}/${segments.join("/")}`,
      queryParams: structuredClone(query),
      headers: {
        ...headers,
        "X-Sdk-Date": sdkDate(atMs),
        ...(securityToken === undefined ? {} : { "X-Security-Token": securityToken }),
      },
      data,
    },
    credential,
  );
  return Object.fromEntries(Object.entries(signed).map(([name, value]) => [name.toLowerCase(), value]));
}
