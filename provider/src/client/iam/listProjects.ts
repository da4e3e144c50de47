import { z } from "zod";
import type { CallOptions } from "../../transport/callOptions";
import type { Service } from "../../transport/service";
import { id } from "../wire/id";
import { optionalText, text } from "../wire/text";
import { jsonOf, listBytes } from "../wire/readers";

/** A project of the account. */
export interface Project {
  readonly id: string;
  readonly name: string;
  readonly domainId?: string;
}

const wire = z.object({ projects: z.array(z.object({ id, name: text, domain_id: optionalText })) });

/**
 * Projects by name (IAM KeystoneListProjects); a region's own project has the region's name. Needs no project id.
 * @throws ServiceError, TransportError
 */
export async function listProjects(
  iam: Service,
  filter: { readonly name?: string },
  options?: CallOptions,
): Promise<Project[]> {
  const { projects } = await iam.send(
    {
      operation: "KeystoneListProjects",
      method: "GET",
      path: "/v3/projects",
      query: { name: filter.name },
      repeat: "safe",
      maxBytes: listBytes,
      read: jsonOf(wire),
    },
    options,
  );
  return projects.map((project) => ({
    id: project.id,
    name: project.name,
    ...(project.domain_id === undefined ? {} : { domainId: project.domain_id }),
  }));
}
