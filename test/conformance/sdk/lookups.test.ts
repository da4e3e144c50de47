import { BasicCredentials, GlobalCredentials, Region } from "@huaweicloud/huaweicloud-sdk-core";
import { EcsClient } from "@huaweicloud/huaweicloud-sdk-ecs/v2/EcsClient";
import { ShowServerRequest } from "@huaweicloud/huaweicloud-sdk-ecs/v2/model/ShowServerRequest";
import { IamClient } from "@huaweicloud/huaweicloud-sdk-iam/v3/IamClient";
import { discreet } from "./sdkClients";
import { startSdkStage, type SdkStage } from "./sdkStage";

let stage: SdkStage;

beforeAll(async () => {
  stage = await startSdkStage();
});

afterAll(() => stage.emulator.close());

test("without a project id the SDK looks it up by the region's name, once", async () => {
  const { accessKey: ak, secretKey: sk, url, region, projectId } = stage.emulator.credentials;
  const ecsOfRegion = (): EcsClient =>
    discreet(EcsClient.newBuilder())
      .withCredential(new BasicCredentials({ ak, sk }).withIamEndpoint(url))
      .withRegion(new Region(region, url))
      .build();

  await ecsOfRegion().showServer(new ShowServerRequest("up"));
  await ecsOfRegion().showServer(new ShowServerRequest("up"));

  expect(stage.emulator.control.requests()).toMatchObject([
    { operation: "KeystoneListProjects", status: 200, who: "operator" },
    { operation: "ShowServer", status: 200, path: `/v1/${projectId}/cloudservers/up` },
    { operation: "ShowServer", status: 200, path: `/v1/${projectId}/cloudservers/up` },
  ]);
});

test("without an account id the SDK looks it up", async () => {
  const { accessKey: ak, secretKey: sk, url, region, domainId } = stage.emulator.credentials;
  const credential = new GlobalCredentials({ ak, sk }).withIamEndpoint(url);
  const iam = discreet(IamClient.newBuilder()).withCredential(credential).withRegion(new Region(region, url)).build();

  expect(await iam.keystoneListAuthProjects()).toMatchObject({ httpStatusCode: 200 });

  expect(credential.getPathParams()).toEqual({ domain_id: domainId });
});
