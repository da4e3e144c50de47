import { RefusedError } from "../operations/step/refusedError";
import type { Settings } from "../settings/settings";

/** A region and the project in it that something is in. */
export interface Place {
  readonly region: string;
  readonly projectId: string;
}

/** Where a resource was made, as its state says; a state that is not complete says less. */
export interface RecordedPlace {
  readonly region?: string | undefined;
  readonly projectId?: string | undefined;
}

/** What the settings lead to. */
export interface PlaceSource {
  /** Throws SettingsError. */
  readonly settings: () => Settings;
  /** Asks the service when the settings do not name the project. Throws what connecting throws. */
  readonly place: () => Promise<Place>;
}

/** Throws RefusedError, naming both, when a resource was made in another place than the present one. */
export function refuseElsewhere(recorded: RecordedPlace, present: Partial<Place>, what: string): void {
  const differs = (key: keyof Place): boolean =>
    recorded[key] !== undefined && present[key] !== undefined && recorded[key] !== present[key];
  if (!differs("region") && !differs("projectId")) {
    return;
  }
  const told = (place: RecordedPlace): string =>
    [`region ${place.region ?? "not known"}`, place.projectId === undefined ? "" : `project ${place.projectId}`]
      .filter(Boolean)
      .join(", ");
  throw new RefusedError(
    `${what}: the settings point to another place than the one it was made in`,
    [
      ["made in", told(recorded)],
      ["settings", told(present)],
    ],
    "set kps:region and kps:projectId back to where it was made, or give it the provider it was made with; to move it, destroy it there and declare it again",
  );
}

/** Tells, once in a process, where the settings point: for comparing, which must not fail for want of an answer. */
export class PresentPlace {
  #found: Promise<Partial<Place>> | undefined;

  constructor(private readonly source: PlaceSource) {}

  /** As much as can be told: nothing without settings, no project when the service does not tell. */
  known(): Promise<Partial<Place>> {
    this.#found ??= this.#find();
    return this.#found;
  }

  async #find(): Promise<Partial<Place>> {
    let told: Partial<Place> = {};
    try {
      const { region, projectId } = this.source.settings();
      told = { region, ...(projectId === undefined ? {} : { projectId }) };
      return projectId === undefined ? await this.source.place() : told;
    } catch {
      // Whatever is wrong is said by the call that has to do something there.
      return told;
    }
  }
}
