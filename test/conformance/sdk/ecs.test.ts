import {
  BatchStartServersOption,
  BatchStartServersRequest,
  BatchStartServersRequestBody,
  BatchStopServersOption,
  BatchStopServersOptionTypeEnum,
  BatchStopServersRequest,
  BatchStopServersRequestBody,
  ListServersDetailsRequest,
  NovaShowServerRequest,
  ServerId,
  ShowJobRequest,
  ShowServerRequest,
} from "@huaweicloud/huaweicloud-sdk-ecs";
import { startSdkStage, type SdkStage } from "./sdkStage";

let stage: SdkStage;

beforeAll(async () => {
  stage = await startSdkStage();
});

beforeEach(() => stage.emulator.control.reset());

afterAll(() => stage.emulator.close());

/** The SDK declares the body's own names as private; what it hands out is the body all the same. */
function jobIdOf(answer: object): string {
  return String(Object.entries(answer).find(([name]) => name === "job_id")?.[1]);
}

test("shows a server with its key pair, by ECS and by nova", async () => {
  stage.emulator.control.putServer("up", { keyPairName: "one" });
  const expected = { server: { id: "up", name: "up-1", status: "ACTIVE", key_name: "one" }, httpStatusCode: 200 };

  expect(await stage.clients.ecs.showServer(new ShowServerRequest("up"))).toMatchObject(expected);
  expect(await stage.clients.ecs.novaShowServer(new NovaShowServerRequest("up"))).toMatchObject(expected);
});

test("lists servers by page, state and name, whatever characters the name has", async () => {
  const { ecs } = stage.clients;
  stage.emulator.control.putServer("odd", { name: "büro 1 & 2 = 3 + 'x' *(!)* 服务器 100%", status: "SHUTOFF" });

  const byName = new ListServersDetailsRequest().withName("büro 1 & 2 = 3 + 'x' *(!)* 服务器 100%");
  expect(await ecs.listServersDetails(byName)).toMatchObject({ count: 1, servers: [{ id: "odd" }] });
  const stopped = new ListServersDetailsRequest().withStatus("SHUTOFF").withLimit(1).withOffset(2).withName("");
  expect(await ecs.listServersDetails(stopped)).toMatchObject({ count: 2, servers: [{ id: "odd" }] });
});

test("lists servers by their ids, and shows nothing but the id of one that does not exist", async () => {
  const { ecs } = stage.clients;
  expect(await ecs.listServersDetails(new ListServersDetailsRequest().withServerId("down,nowhere"))).toMatchObject({
    count: 2,
    servers: [
      { id: "down", status: "SHUTOFF" },
      { id: "nowhere", status: null },
    ],
  });
});

test("starts and stops servers and follows the job", async () => {
  const { ecs } = stage.clients;
  const start = new BatchStartServersOption([new ServerId("down")]);
  const stop = new BatchStopServersOption([new ServerId("up")]).withType(BatchStopServersOptionTypeEnum.HARD);

  const starting = await ecs.batchStartServers(
    new BatchStartServersRequest().withBody(new BatchStartServersRequestBody(start)),
  );
  const stopping = await ecs.batchStopServers(
    new BatchStopServersRequest().withBody(new BatchStopServersRequestBody(stop)),
  );
  expect(await ecs.showJob(new ShowJobRequest(jobIdOf(starting)))).toMatchObject({ status: "RUNNING" });
  stage.finish();

  expect(await ecs.showJob(new ShowJobRequest(jobIdOf(starting)))).toMatchObject({
    status: "SUCCESS",
    job_type: "startServer",
    entities: { sub_jobs_total: 1, sub_jobs: [{ status: "SUCCESS", entities: { server_id: "down" } }] },
  });
  expect(await ecs.showJob(new ShowJobRequest(jobIdOf(stopping)))).toMatchObject({ job_type: "stopServer" });
  expect(await ecs.listServersDetails(new ListServersDetailsRequest())).toMatchObject({
    servers: [
      { id: "up", status: "SHUTOFF" },
      { id: "down", status: "ACTIVE" },
    ],
  });
});
