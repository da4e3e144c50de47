import type { Cloud } from "../../client/cloud";
import { listProjects } from "../../client/iam/listProjects";
import type { CallOptions } from "../../transport/callOptions";
import type { Finding } from "./finding";

/** Whether the project is one of the account's. Throws only when it is interrupted. */
export async function projectFinding(cloud: Cloud, options: CallOptions): Promise<Finding> {
  const check = "project";
  const { projectId } = cloud;
  if (cloud.projectIdFrom === "lookup") {
    return { check, result: "ok", seen: `${projectId}, looked up by name` };
  }
  try {
    const { projects, unreadable } = await listProjects(cloud.iam, {}, options);
    const project = projects.find(({ id }) => id === projectId);
    if (project !== undefined) {
      return { check, result: "ok", seen: `${projectId} (${project.name})` };
    }
    return unreadable > 0
      ? { check, result: "untested", seen: `${projectId}; IAM shows ${unreadable} projects that cannot be read` }
      : {
          check,
          result: "problem",
          seen: `${projectId} is none of the ${projects.length} projects of this account`,
          next: `give another --project-id (or HW_PROJECT_ID), or leave it out: it is looked up by the region's name`,
        };
  } catch {
    options.signal?.throwIfAborted();
    return { check, result: "untested", seen: `${projectId}; IAM cannot be asked whether it is this account's` };
  }
}
