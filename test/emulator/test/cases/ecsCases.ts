import type { Bench } from "../support/bench";
import { malformed, operation, type OperationCases } from "./operationCase";

const ecs = "/v1/{project_id}/cloudservers";

async function stopServer(bench: Bench): Promise<string> {
  const body = { "os-stop": { servers: [{ id: "up" }] } };
  const reply = await bench.client.call("POST", `${ecs}/action`, { body });
  return (reply.body as { job_id: string }).job_id;
}

/** ECS and nova. */
export const ecsCases: OperationCases = {
  ShowServer: operation("GET", `${ecs}/up`, [
    { column: "success", title: "a server", status: 200 },
    { column: "unknown object", title: "an unknown server", path: `${ecs}/x`, status: 404, code: "Ecs.0114" },
  ]),
  ListServersDetails: operation("GET", `${ecs}/detail`, [
    { column: "success", title: "a page", path: `${ecs}/detail?limit=1&offset=2&name=1`, status: 200 },
    {
      column: "documented errors",
      title: "a limit of 0",
      path: `${ecs}/detail?limit=0`,
      status: 400,
      code: "Ecs.0005",
    },
  ]),
  BatchStartServers: operation("POST", `${ecs}/action`, [
    { column: "success", title: "a server", body: () => ({ "os-start": { servers: [{ id: "down" }] } }), status: 200 },
    {
      column: "unknown object",
      title: "an unknown server",
      body: () => ({ "os-start": { servers: [{ id: "x" }] } }),
      status: 404,
      code: "Ecs.0114",
    },
    malformed(400, "Ecs.0005", { "os-start": {} }),
  ]),
  BatchStopServers: operation("POST", `${ecs}/action`, [
    {
      column: "success",
      title: "a server",
      body: () => ({ "os-stop": { type: "HARD", servers: [{ id: "up" }] } }),
      status: 200,
    },
    {
      column: "unknown object",
      title: "an unknown server",
      body: () => ({ "os-stop": { servers: [{ id: "x" }] } }),
      status: 404,
      code: "Ecs.0114",
    },
    malformed(400, "Ecs.0005"),
  ]),
  ShowJob: operation("GET", "/v1/{project_id}/jobs/x", [
    {
      column: "success",
      title: "a job",
      prepare: stopServer,
      path: (_bench, jobId) => `/v1/{project_id}/jobs/${String(jobId)}`,
      status: 200,
    },
    { column: "unknown object", title: "an unknown job", status: 404, code: "Ecs.0418" },
  ]),
  NovaShowServer: operation("GET", "/v2.1/{project_id}/servers/up", [
    { column: "success", title: "a server", status: 200 },
    { column: "unknown object", title: "an unknown server", path: "/v2.1/{project_id}/servers/x", status: 404 },
  ]),
};
