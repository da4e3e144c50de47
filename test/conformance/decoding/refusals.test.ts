import type { Cloud } from "../../../provider/src/client/cloud";
import { connectTo } from "../../support/connectTo";
import { listDmsTasks } from "../../../provider/src/client/dms/listDmsTasks";
import { showServer } from "../../../provider/src/client/ecs/showServer";
import { listProjects } from "../../../provider/src/client/iam/listProjects";
import { showTask } from "../../../provider/src/client/kps/showTask";
import { settingsFor } from "../../client/settingsFor";
import { errorOf } from "../../transport/errorOf";
import { startScriptedServer, type ScriptedServer } from "../../transport/scriptedServer";
import { gatewayRefusals, kpsRefusals, otherRefusals, type RefusalSample } from "../samples/refusalSamples";

const once = { attempts: 1 };
const calls: Record<RefusalSample["service"], (cloud: Cloud) => Promise<unknown>> = {
  KPS: (cloud) => showTask(cloud, { taskId: "t" }, once),
  gateway: (cloud) => showTask(cloud, { taskId: "t" }, once),
  ECS: (cloud) => showServer(cloud, "s", once),
  IAM: (cloud) => listProjects(cloud.iam, {}, once),
  DMS: (cloud) => listDmsTasks(cloud, "i", {}, once),
};

let server: ScriptedServer;

beforeAll(async () => {
  server = await startScriptedServer();
});

afterAll(() => server.close());

test.each([...kpsRefusals, ...gatewayRefusals, ...otherRefusals])(
  "$service answers $status $code",
  async ({ service, status, code, message, body }) => {
    const cloud = await connectTo(settingsFor({ url: server.url, projectId: "p" }));
    server.script({ status, body, headers: { "X-Request-Id": "r-1" } });

    expect(await errorOf(calls[service](cloud))).toMatchObject({
      name: "ServiceError",
      service: service === "gateway" ? "KPS" : service,
      status,
      code,
      serviceMessage: message,
      requestId: "r-1",
    });
  },
);

test("the request id of the body counts where the header is missing", async () => {
  const cloud = await connectTo(settingsFor({ url: server.url, projectId: "p" }));
  const [sample] = gatewayRefusals;
  server.script({ status: 404, body: sample?.body });

  expect(await errorOf(showTask(cloud, { taskId: "t" }, once))).toMatchObject({
    requestId: "7e2f1c0d9b8a47c3a5d4e3f201928374",
  });
});
