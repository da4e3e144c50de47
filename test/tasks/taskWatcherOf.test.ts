import { KnownSecrets } from "../../provider/src/diagnostics/secrets/knownSecrets";
import type { Cloud } from "../../provider/src/client/cloud";
import { watcherOf } from "../../provider/src/tasks/taskWatcher";
import type { Reply, ServiceRequest } from "../../provider/src/transport/serviceRequest";
import { systemRuntime } from "../../provider/src/transport/systemRuntime";
import type { Service } from "../../provider/src/transport/service";

/** A service that answers every request with the same body. */
function answering(body: unknown, seen: string[]): Service {
  const reply = (): Reply => ({
    status: 200,
    bytes: Buffer.from(JSON.stringify(body)),
    header: () => undefined,
    json: () => body,
    refusal: () => {
      throw new Error("nothing is refused here");
    },
  });
  return {
    name: "KPS",
    baseUrl: "http://localhost",
    send: <T>(request: ServiceRequest<T>): Promise<T> => {
      seen.push(`${request.method} ${request.path}`);
      return Promise.resolve(request.read(reply()));
    },
  };
}

function cloud(key: string, seen: string[] = []): Cloud {
  const service = answering({ task_id: "t", server_id: "s", task_status: "SUCCESS_BIND", total: 0, tasks: [] }, seen);
  const baseUrl = "http://localhost";
  return {
    runtime: systemRuntime(),
    settings: {
      region: "r",
      endpoints: { iam: baseUrl, kms: baseUrl, ecs: baseUrl, dms: baseUrl },
      credentials: { kind: "token", token: "t", origin: "test" },
      requestsPerMinute: 300,
      ecsRequestsPerMinute: 600,
      testTimeScale: 0.01,
    },
    region: "r",
    projectId: "p",
    projectIdFrom: "settings",
    key,
    kps: service,
    ecs: service,
    dms: service,
    iam: service,
    secrets: new KnownSecrets(),
    asker: () => Promise.resolve(undefined),
    serviceNow: () => 0,
  };
}

test("it watches by the calls of its connection, on the real clock", async () => {
  const seen: string[] = [];
  const watcher = watcherOf(cloud("three", seen));
  const now = performance.now();
  const times = { submittedAtMs: now, deadlineMs: now + 10_000 };
  await expect(watcher.wait({ taskId: "t", serverId: "s", operation: "BIND", ...times })).resolves.toEqual({
    end: "success",
    status: "SUCCESS_BIND",
  });
  await expect(watcher.runningTasks({ sentAfterMs: now, deadlineMs: now + 10_000 })).resolves.toMatchObject({
    tasks: [],
  });
  await expect(watcher.failedTasks({ sentAfterMs: now, deadlineMs: now + 10_000 })).resolves.toMatchObject({
    tasks: [],
  });
  expect(seen).toEqual(["GET /v3/p/tasks/t", "GET /v3/p/running-tasks", "GET /v3/p/failed-tasks"]);
});
