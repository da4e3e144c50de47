import { ShowServerRequest } from "@huaweicloud/huaweicloud-sdk-ecs/v2/model/ShowServerRequest";
import { ClientRequestException } from "@huaweicloud/huaweicloud-sdk-core/exception/ClientRequestException";
import { ServerResponseException } from "@huaweicloud/huaweicloud-sdk-core/exception/ServerResponseException";
import { ServiceResponseException } from "@huaweicloud/huaweicloud-sdk-core/exception/ServiceResponseException";
import { errorOf } from "../../transport/errorOf";
import { passwordRequest } from "./passwordRequest";
import { sdkClients } from "./sdkClients";
import { startSdkStage, type SdkStage } from "./sdkStage";

const unknown = "99999999-9999-4999-8999-999999999999";
let stage: SdkStage;

beforeAll(async () => {
  stage = await startSdkStage();
});

beforeEach(() => {
  stage.emulator.control.reset();
  stage.emulator.control.settings({ requestsPerMinute: 300 });
});

afterAll(() => stage.emulator.close());

interface Refused {
  call: (stage: SdkStage) => Promise<unknown>;
  httpStatusCode: number;
  errorCode: string | number;
  /** Part of the service's sentence. */
  says: string;
}

const running = { path: { task_id: unknown } };
const refused: Record<string, Refused> = {
  "a wrong secret key": {
    call: ({ emulator: { credentials } }) => {
      const { kps } = sdkClients(credentials, { ...credentials, secretKey: "wrong" });
      return kps.call("ListRunningTask", { query: { limit: 1 } });
    },
    httpStatusCode: 401,
    errorCode: "APIGW.0301",
    says: "/running-tasks/|limit=1|content-type:application/json|host:127.0.0.1:",
  },
  "an unknown access key": {
    call: ({ emulator: { credentials } }) =>
      sdkClients(credentials, { accessKey: "NOBODY", secretKey: "x" }).kps.call("ListRunningTask"),
    httpStatusCode: 401,
    errorCode: "APIGW.0301",
    says: "ak NOBODY not exist",
  },
  "the project of somebody else": {
    call: ({ emulator: { credentials } }) =>
      sdkClients({ ...credentials, projectId: "someoneelses" }).kps.call("ListRunningTask"),
    httpStatusCode: 403,
    errorCode: "KPS.9003",
    says: "No permission",
  },
  "an unknown task": {
    call: ({ clients }) => clients.kps.call("ListKeypairTask", running),
    httpStatusCode: 404,
    errorCode: "KPS.0001",
    says: "illegal",
  },
  "an unknown key pair": {
    call: ({ clients }) => clients.kps.call("ListKeypairDetail", { path: { keypair_name: "none" } }),
    httpStatusCode: 404,
    errorCode: "KPS.4016",
    says: "none does not exist",
  },
  "an unknown key pair, with the documented status,": {
    call: ({ clients, emulator }) => {
      emulator.control.settings({ quirks: { unknownKeyPair: 400 } });
      return clients.kps.call("ListKeypairDetail", { path: { keypair_name: "none" } });
    },
    httpStatusCode: 400,
    errorCode: "KPS.4016",
    says: "none does not exist",
  },
  "an unknown server": {
    call: ({ clients }) => clients.ecs.showServer(new ShowServerRequest(unknown)),
    httpStatusCode: 404,
    errorCode: "Ecs.0114",
    says: unknown,
  },
  "a wrong password": {
    call: ({ clients, emulator: { credentials } }) =>
      clients.iam.keystoneCreateUserTokenByPassword(passwordRequest(credentials, "wrong")),
    httpStatusCode: 401,
    errorCode: 401,
    says: "password is wrong",
  },
  "an API that does not exist": {
    call: ({ clients }) => clients.kps.call("ListKeypairTask", { path: { task_id: "a/b" } }),
    httpStatusCode: 404,
    errorCode: "APIGW.0101",
    says: "API does not exist",
  },
  "the quota": {
    call: async ({ clients, emulator }) => {
      emulator.control.settings({ requestsPerMinute: 1 });
      await clients.kps.call("ListRunningTask");
      await clients.kps.call("ListRunningTask");
    },
    httpStatusCode: 429,
    errorCode: "APIGW.0308",
    says: "throttling threshold",
  },
};

test.each(Object.entries(refused))(
  "%s becomes a ClientRequestException",
  async (_name, { call, says, ...expected }) => {
    const error = await errorOf(call(stage));

    expect(error).toBeInstanceOf(ClientRequestException);
    expect(error).toMatchObject({ ...expected, requestId: expect.stringMatching(/^[0-9a-f]{32}$/) as string });
    expect((error as ClientRequestException).errorMsg).toContain(says);
  },
);

test("a service that fails becomes a ServerResponseException", async () => {
  const body = { error_code: "KPS.5001", error_msg: "数据库查询错误" };
  stage.emulator.control.fault({ operation: "ListRunningTask", status: 500, body });

  const error = await errorOf(stage.clients.kps.call("ListRunningTask"));

  expect(error).toBeInstanceOf(ServerResponseException);
  expect(error).toMatchObject({ httpStatusCode: 500, errorCode: "KPS.5001", errorMsg: "数据库查询错误" });
});

test("a connection that is cut becomes a ServiceResponseException without a status", async () => {
  stage.emulator.control.fault({ operation: "ListRunningTask", cut: "before" });

  const error = await errorOf(stage.clients.kps.call("ListRunningTask"));

  expect(error).toBeInstanceOf(ServiceResponseException);
  expect((error as ServiceResponseException).httpStatusCode).toBeUndefined();
});
