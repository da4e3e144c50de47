/** One request that the bench sends over and over. */
export interface Probe {
  readonly name: string;
  /** The route as fastify writes it. */
  readonly route: string;
  /** Path and query. */
  readonly url: string;
}

/**
 * What programs ask for again and again: a task, and the lists, by whole pages and by small ones.
 *
 * @param taskId a task that runs
 */
export function probesFor(projectId: string, taskId: string): Probe[] {
  const kps = (name: string, route: string, query = ""): Probe => probe(name, `/v3/:project_id/${route}`, query);
  const probe = (name: string, route: string, query: string): Probe => {
    const path = route.replace(":project_id", projectId).replace(":task_id", taskId);
    return { name, route, url: query === "" ? path : `${path}?${query}` };
  };
  const servers = "/v1/:project_id/cloudservers/detail";
  return [
    kps("task", "tasks/:task_id"),
    kps("running tasks, 50", "running-tasks", "limit=50"),
    kps("running tasks, 1000", "running-tasks"),
    kps("failed tasks, 50", "failed-tasks", "limit=50"),
    kps("failed tasks, 1000", "failed-tasks"),
    probe("servers, 50", servers, "limit=50"),
    probe("servers, 1000", servers, "limit=1000"),
    kps("key pairs, 50", "keypairs"),
    kps("key pairs, 1000", "keypairs", "limit=1000"),
  ];
}
