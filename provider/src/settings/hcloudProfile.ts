import { z } from "zod";
import { lineOfJsonFault } from "./jsonFault";
import type { ReadProfile } from "./profile";

const text = z
  .string("must be a text")
  .nullish()
  .transform((value) => (value === null || value?.trim() === "" ? undefined : value?.trim()));

const fileSchema = z.object(
  {
    current: text,
    profiles: z.array(z.looseObject({ name: text }, "must be an object"), "must be a list").nullish(),
  },
  "must be an object",
);

const profileSchema = z.object({
  mode: text,
  accessKeyId: text,
  secretAccessKey: text,
  securityToken: text,
  region: text,
  projectId: text,
  agencyName: text,
  agencyDomainName: text,
  agencyDomainId: text,
  ssoAuth: z
    .object(
      {
        stsToken: z
          .object({ accessKeyId: text, secretAccessKey: text, securityToken: text }, "must be an object")
          .nullish(),
      },
      "must be an object",
    )
    .nullish(),
});

/** Ways to sign in that take more than keys, by the word in `mode`. */
const unsupportedModes: Readonly<Record<string, string>> = {
  ecsagency: "mode ecsAgency (the agency of the machine it runs on)",
  oidc: "mode OIDC (an identity provider's token)",
};

/**
 * One profile of the file of Huawei Cloud's own command line tool (`~/.hcloud/config.json`), absent: the current one.
 * A profile of mode SSO keeps its temporary keys apart.
 */
export function readHcloudProfile(json: string, name: string | undefined): ReadProfile {
  const line = lineOfJsonFault(json);
  if (line !== undefined) {
    return { found: "fault", why: `is no valid JSON (line ${line})` };
  }
  const file = fileSchema.safeParse(JSON.parse(json));
  if (!file.success) {
    return { found: "fault", why: shapeFault(file.error, "") };
  }
  const profiles = file.data.profiles ?? [];
  const { current } = file.data;
  const wanted = name ?? current ?? "default";
  const index = profiles.findIndex((candidate) => candidate.name === wanted);
  if (index < 0) {
    return profiles.length === 0 || name !== undefined ? { found: "none" } : { found: "none", why: lost(current) };
  }
  const profile = profileSchema.safeParse(profiles[index]);
  if (!profile.success) {
    return { found: "fault", why: shapeFault(profile.error, `profiles[${index}].`) };
  }
  const { mode = "", region, projectId, ssoAuth, agencyName, agencyDomainName, agencyDomainId } = profile.data;
  const keys = mode.toUpperCase() === "SSO" ? ssoAuth?.stsToken : profile.data;
  const delegated = agencyName !== undefined || agencyDomainName !== undefined || agencyDomainId !== undefined;
  return {
    found: "profile",
    values: {
      region,
      projectId,
      accessKey: keys?.accessKeyId,
      secretKey: keys?.secretAccessKey,
      securityToken: keys?.securityToken,
      agency: delegated ? { agencyName, domainName: agencyDomainName, domainId: agencyDomainId } : undefined,
      unsupported: unsupportedModes[mode.toLowerCase()],
    },
  };
}

function lost(current: string | undefined): string {
  return current === undefined
    ? 'names no current profile, and has none called "default"'
    : "has no profile of the name that its current gives";
}

/** Names the place, never what stands there. */
function shapeFault(error: z.ZodError, before: string): string {
  const [issue] = error.issues;
  const path = (issue?.path ?? []).map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  const place = `${before}${before === "" ? path.replace(/^\./, "") : path.replace(/^\./, "")}`;
  return `is not what hcloud writes: ${place === "" ? "it" : place} ${issue?.message ?? "is something else"}`;
}
