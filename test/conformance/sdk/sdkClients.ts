import { BasicCredentials, GlobalCredentials } from "@huaweicloud/huaweicloud-sdk-core";
import type { ClientBuilder } from "@huaweicloud/huaweicloud-sdk-core/ClientBuilder";
import { UserOptions } from "@huaweicloud/huaweicloud-sdk-core/UserOptions";
import { EcsClient } from "@huaweicloud/huaweicloud-sdk-ecs/v2/EcsClient";
import { IamClient } from "@huaweicloud/huaweicloud-sdk-iam/v3/IamClient";
import type { Credentials } from "../../emulator/src/index";
import { KpsClient } from "./kpsClient";

/** An access key, temporary or not. */
export interface SdkKey {
  accessKey: string;
  secretKey: string;
  securityToken?: string;
}

/** Clients of the SDK that send to one emulator. */
export interface SdkClients {
  kps: KpsClient;
  ecs: EcsClient;
  iam: IamClient;
}

/** Clients whose project and account ids are given, so that nothing is looked up. The key wins over the emulator's own. */
export function sdkClients(credentials: Credentials, key: SdkKey = credentials): SdkClients {
  const { url, projectId, domainId } = credentials;
  const basic = new BasicCredentials(wire(key)).withProjectId(projectId);
  const global = new GlobalCredentials(wire(key)).withDomainId(domainId);
  return {
    kps: discreet(KpsClient.newBuilder()).withCredential(basic).withEndpoint(url).build(),
    ecs: discreet(EcsClient.newBuilder()).withCredential(basic).withEndpoint(url).build(),
    iam: discreet(IamClient.newBuilder()).withCredential(global).withEndpoint(url).build(),
  };
}

/** Without a user agent of the caller's the SDK keeps an application id in the home folder. */
export function discreet<T>(builder: ClientBuilder<T>): ClientBuilder<T> {
  return builder.withOptions(Object.assign(new UserOptions(), { customUserAgent: "conformance" }));
}

function wire(key: SdkKey): { ak: string; sk: string; securityToken?: string } {
  const { accessKey: ak, secretKey: sk, securityToken } = key;
  return { ak, sk, ...(securityToken === undefined ? {} : { securityToken }) };
}
