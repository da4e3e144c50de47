import type { Answer, Operation, SignedCall } from "../../http/operation";

/** GET /v3/projects: the account's projects, filtered by `name`. */
export const listProjects: Operation = {
  name: "KeystoneListProjects",
  method: "GET",
  path: "/v3/projects",
  service: "iam",
  run: projects,
};

/** GET /v3/auth/projects: the same for the user who asks. */
export const listAuthProjects: Operation = {
  name: "KeystoneListAuthProjects",
  method: "GET",
  path: "/v3/auth/projects",
  service: "iam",
  run: projects,
};

function projects({ world, query }: SignedCall): Answer {
  const { projectId, region, domainId } = world.identities;
  const project = {
    id: projectId,
    name: region,
    domain_id: domainId,
    parent_id: domainId,
    is_domain: false,
    enabled: true,
    description: "",
    links: { self: `/v3/projects/${projectId}` },
  };
  const wanted = query.get("name") ?? region;
  return {
    status: 200,
    body: { projects: wanted === region ? [project] : [], links: { self: "/v3/projects", next: null, previous: null } },
  };
}
