import type { Operation } from "../../http/operation";
import { ecsRefusal } from "./ecsRefusal";

/** GET /v1/{project_id}/jobs/{job_id}. */
export const showJob: Operation = {
  name: "ShowJob",
  method: "GET",
  path: "/v1/:project_id/jobs/:job_id",
  service: "ecs",
  quota: "ecs",
  run({ world, params }) {
    const job = world.jobs.get(params["job_id"] ?? "");
    if (job === undefined) {
      throw ecsRefusal(404, "Ecs.0418", "The job could not be found.");
    }
    const times = {
      begin_time: new Date(job.begunAt).toISOString(),
      ...(job.endedAt === undefined ? {} : { end_time: new Date(job.endedAt).toISOString() }),
    };
    const subJobs = job.serverIds.map((id, index) => ({
      job_id: `${job.jobId}${index}`,
      job_type: job.type,
      status: job.status,
      ...times,
      error_code: null,
      fail_reason: null,
      entities: { server_id: id },
    }));
    return {
      status: 200,
      body: {
        job_id: job.jobId,
        job_type: job.type,
        status: job.status,
        ...times,
        error_code: null,
        fail_reason: null,
        entities: { sub_jobs_total: subJobs.length, sub_jobs: subJobs },
      },
    };
  },
};
