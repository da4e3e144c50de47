import { ClientBuilder } from "@huaweicloud/huaweicloud-sdk-core/ClientBuilder";
import type { HcClient } from "@huaweicloud/huaweicloud-sdk-core/HcClient";
import type { SdkResponse } from "@huaweicloud/huaweicloud-sdk-core/SdkResponse";
import { kpsOperations, type KpsOperationName } from "./kpsOperations";

/** The parameters of one call. */
export interface KpsParameters {
  path?: Record<string, string>;
  query?: Record<string, string | number>;
  body?: object;
}

/** An answer as the SDK hands it out: the decoded body and the status. */
export type KpsAnswer = SdkResponse & {
  task_id?: string;
  keypair?: { public_key?: string; private_key?: string };
  /** Of an answer that is no JSON. */
  body?: unknown;
};

/** KPS over the SDK's core, put together the way its service packages are. */
export class KpsClient {
  constructor(private readonly hcClient: HcClient) {}

  static newBuilder(): ClientBuilder<KpsClient> {
    return new ClientBuilder((hcClient) => new KpsClient(hcClient));
  }

  /**
   * Sends one call.
   *
   * @throws SdkException and what is derived from it
   */
  call(name: KpsOperationName, parameters: KpsParameters = {}): Promise<KpsAnswer> {
    const { path = {}, query = {}, body } = parameters;
    const contentType = body === undefined ? "application/json" : "application/json;charset=UTF-8";
    return this.hcClient.sendRequest<KpsAnswer>({
      ...kpsOperations[name],
      contentType,
      pathParams: path,
      queryParams: query,
      headers: body === undefined ? {} : { "Content-Type": contentType },
      ...(body === undefined ? {} : { data: body }),
    });
  }
}
