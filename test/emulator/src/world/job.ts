import { interruptTasks } from "./settleTask";
import type { Server } from "./server";
import type { World } from "./world";

/** A power action of ECS. */
export interface Job {
  jobId: string;
  type: "startServer" | "stopServer";
  serverIds: string[];
  status: "RUNNING" | "SUCCESS";
  /** Milliseconds since 1970. */
  begunAt: number;
  endedAt?: number;
}

const documentedMs = 20_000;

/** Starts or stops servers; each task running on one of them fails when its power state changes. */
export function submitPowerJob(world: World, type: Job["type"], servers: Server[]): Job {
  const job: Job = {
    jobId: world.newId().replaceAll("-", ""),
    type,
    serverIds: servers.map((server) => server.id),
    status: "RUNNING",
    begunAt: world.wall(),
  };
  world.jobs.set(job.jobId, job);
  const duration = documentedMs * world.settings.timeScale * (0.7 + 0.6 * world.durations());
  world.due.add(world.clock.now() + duration, () => {
    job.status = "SUCCESS";
    job.endedAt = job.begunAt + duration;
    for (const server of servers) {
      changePower(world, server, type === "startServer" ? "ACTIVE" : "SHUTOFF");
    }
  });
  return job;
}

/** Sets the power state; a change fails the tasks running on the server. */
export function changePower(world: World, server: Server, status: Server["status"]): void {
  if (server.status !== status) {
    server.status = status;
    interruptTasks(world, server.id, "The server was started or stopped during the operation");
  }
}
