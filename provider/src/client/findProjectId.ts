import type { Settings } from "../settings/settings";
import { SettingsError } from "../settings/settingsError";
import type { Service } from "../transport/service";
import { isTransportError } from "../transport/transportError";
import { listProjects } from "./iam/listProjects";
import type { Project } from "./iam/listProjects";

/**
 * The id of the project named in the settings, or of the region's own project.
 * @throws SettingsError when there is no such project, or no such region; ServiceError, TransportError
 */
export async function findProjectId(settings: Settings, iam: Service): Promise<string> {
  const name = settings.projectName ?? settings.region;
  const key = settings.projectName === undefined ? "region" : "projectName";
  const projects = (await listed(settings, iam, name)).filter((project) => project.name === name);
  const [project] = projects;
  if (project === undefined || projects.length > 1) {
    throw new SettingsError({
      key,
      sentence:
        `${key} is "${name}", but the account has ${projects.length === 0 ? "no project" : "several projects"} of that name: ` +
        `correct kps:${key}, or set kps:projectId.`,
      looked: [`GET /v3/projects?name=${name} at ${new URL(iam.baseUrl).host}`],
    });
  }
  return project.id;
}

async function listed(settings: Settings, iam: Service, name: string): Promise<Project[]> {
  try {
    return await listProjects(iam, { name });
  } catch (error) {
    if (isTransportError(error) && error.kind === "dns") {
      const { host } = error;
      throw new SettingsError({
        key: "region",
        sentence: `There is no host ${host}: region "${settings.region}" is wrong, or this machine cannot resolve names.`,
      });
    }
    throw error;
  }
}
