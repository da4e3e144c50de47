import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

const projectFiles = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/** The folder of the nearest Pulumi project at or above a folder; that folder itself where there is none. Absolute. */
export function projectDirectoryOf(workingDirectory: string): string {
  for (let folder = workingDirectory; ; folder = dirname(folder)) {
    if (projectFiles.some((name) => existsSync(join(folder, name)))) {
      return folder;
    }
    if (dirname(folder) === folder) {
      return workingDirectory;
    }
  }
}
