import { z } from "zod";
import { defaultQuirks, quirksPatchSchema, type Quirks } from "./quirks";

/** How the world behaves as a whole. */
export interface Settings {
  /** Factor on every documented duration. */
  timeScale: number;
  /** Quota per user and 60 s of the KPS task APIs, and as much again for the key pair APIs; 0 = none. */
  requestsPerMinute: number;
  /** Quota per user and 60 s of ECS; 0 = none. */
  ecsRequestsPerMinute: number;
  quirks: Quirks;
}

/** A change of the settings; what is left out stays as it is. */
export const settingsPatchSchema = z.strictObject({
  timeScale: z.number().min(0).optional(),
  requestsPerMinute: z.number().int().min(0).optional(),
  ecsRequestsPerMinute: z.number().int().min(0).optional(),
  quirks: quirksPatchSchema.optional(),
});

export type SettingsPatch = z.output<typeof settingsPatchSchema>;

/** The documented pace and quotas. */
export const defaultSettings: Settings = {
  timeScale: 1,
  requestsPerMinute: 300,
  ecsRequestsPerMinute: 600,
  quirks: defaultQuirks,
};

/** `settings` with the given parts replaced. */
export function mergeSettings(settings: Settings, patch: SettingsPatch): Settings {
  const quirks = Object.entries(patch.quirks ?? {}).filter(([, value]) => value !== undefined);
  return {
    timeScale: patch.timeScale ?? settings.timeScale,
    requestsPerMinute: patch.requestsPerMinute ?? settings.requestsPerMinute,
    ecsRequestsPerMinute: patch.ecsRequestsPerMinute ?? settings.ecsRequestsPerMinute,
    quirks: { ...settings.quirks, ...Object.fromEntries(quirks) },
  };
}
