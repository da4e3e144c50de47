import { z } from "zod";
import type { CallOptions } from "../../transport/callOptions";
import type { Service } from "../../transport/service";
import { id } from "../wire/id";
import { judgedEntries } from "../wire/listAnswer";
import { optionalText, text } from "../wire/text";
import { jsonOf, listBytes } from "../wire/readers";

/** A project of the account. */
export interface Project {
  readonly id: string;
  readonly name: string;
  readonly domainId?: string;
}

/** Projects, and how many entries of the answer cannot be read. */
export interface ProjectList {
  /** Each once. */
  readonly projects: readonly Project[];
  readonly unreadable: number;
}

const entry = z.object({ id, name: text, domain_id: optionalText.catch(undefined) });
const wire = z.object({ projects: z.array(z.unknown()) });

/**
 * Projects by name (IAM KeystoneListProjects); a region's own project has the region's name. Needs no project id.
 * @throws ServiceError, TransportError
 */
export async function listProjects(
  iam: Service,
  filter: { readonly name?: string },
  options?: CallOptions,
): Promise<ProjectList> {
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
  const { readable, unreadable } = judgedEntries(entry, projects);
  const byId = new Map(
    readable.map(({ id, name, domain_id }): [string, Project] => [
      id,
      { id, name, ...(domain_id === undefined ? {} : { domainId: domain_id }) },
    ]),
  );
  return { projects: [...byId.values()], unreadable: unreadable.length };
}
