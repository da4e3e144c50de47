import type { Settings } from "../settings/settings";
import { SettingsError } from "../settings/settingsError";
import type { Service } from "../transport/service";
import { isTransportError } from "../transport/transportError";
import { listProjects } from "./iam/listProjects";
import type { ProjectList } from "./iam/listProjects";

/** So many projects are named where the right one has to be chosen. */
const MOST_NAMED = 5;

/**
 * The id of the project named in the settings, or of the region's own project.
 * @throws SettingsError when there is no such project, or no such region; ServiceError, TransportError
 */
export async function findProjectId(settings: Settings, iam: Service): Promise<string> {
  const { projectName, region } = settings;
  const name = projectName ?? region;
  const { projects: visible, unreadable } = await listed(iam, name);
  const projects = visible.filter((project) => project.name === name);
  const [project] = projects;
  if (project !== undefined && projects.length === 1) {
    return project.id;
  }
  const several = project !== undefined;
  const within = several ? [] : await projectsWithin(region, iam);
  throw new SettingsError({
    key: projectName === undefined ? "region" : "projectName",
    // The region stands in the host's name and in every message about a request; another name may be a misplaced secret.
    sentence:
      `These credentials may see ${several ? "several projects" : "no project"} of ` +
      (projectName === undefined ? `the region's own name, ${region}` : "the name that kps:projectName gives") +
      (within.length === 0 ? "" : `, but within the region they see ${within.join(", ")}`) +
      `: ${next(several, projectName, within.length > 0)}.`,
    looked: [
      `GET /v3/projects at ${new URL(iam.baseUrl).host}`,
      ...(unreadable === 0 ? [] : [`${unreadable} of the projects in its answer cannot be read`]),
    ],
  });
}

function next(several: boolean, projectName: string | undefined, seesWithin: boolean): string {
  if (several) {
    return "set kps:projectId";
  }
  const other = seesWithin
    ? "set kps:projectName to the one that is meant"
    : "set kps:projectName to a project within the region (its whole name, <region>_<name>)";
  return projectName === undefined
    ? `${seesWithin ? "" : "correct kps:region, "}${other}, or set kps:projectId`
    : `${seesWithin ? other : "correct kps:projectName (the whole name, <region>_<name>)"}, or set kps:projectId`;
}

/** Names of the projects within a region that can be seen; the first ones, for a message only. */
async function projectsWithin(region: string, iam: Service): Promise<string[]> {
  const list = await listProjects(iam, {}).catch(() => undefined);
  const names = (list?.projects ?? []).map(({ name }) => name).filter((name) => name.startsWith(`${region}_`));
  return names.length <= MOST_NAMED ? names : [...names.slice(0, MOST_NAMED), `${names.length - MOST_NAMED} more`];
}

async function listed(iam: Service, name: string): Promise<ProjectList> {
  try {
    return await listProjects(iam, { name });
  } catch (error) {
    if (isTransportError(error) && error.kind === "dns") {
      throw new SettingsError({
        key: "region",
        sentence: `There is no host ${error.host}: the region is wrong (kps:region), or this machine cannot resolve names.`,
      });
    }
    throw error;
  }
}
