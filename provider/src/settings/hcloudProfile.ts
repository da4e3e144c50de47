import { z } from "zod";
import type { ProfileValues } from "./profile";

const text = z
  .string()
  .nullish()
  .transform((value) => (value === null || value?.trim() === "" ? undefined : value?.trim()));

const file = z.object({
  current: text,
  profiles: z.array(
    z.object({
      name: text,
      mode: text,
      accessKeyId: text,
      secretAccessKey: text,
      securityToken: text,
      region: text,
      projectId: text,
      ssoAuth: z
        .object({
          stsToken: z.object({ accessKeyId: text, secretAccessKey: text, securityToken: text }).nullish(),
        })
        .nullish(),
    }),
  ),
});

/**
 * One profile of the file of Huawei Cloud's own command line tool (`~/.hcloud/config.json`), absent: the current one.
 * A profile of mode SSO keeps its temporary keys apart.
 * @returns undefined when the text is not such a file or has no such profile
 */
export function readHcloudProfile(json: string, name: string | undefined): ProfileValues | undefined {
  const parsed = file.safeParse(parseJson(json));
  if (!parsed.success) {
    return undefined;
  }
  const wanted = name ?? parsed.data.current ?? "default";
  const profile = parsed.data.profiles.find((candidate) => candidate.name === wanted);
  if (profile === undefined) {
    return undefined;
  }
  const keys = profile.mode === "SSO" ? profile.ssoAuth?.stsToken : profile;
  return {
    region: profile.region,
    projectId: profile.projectId,
    accessKey: keys?.accessKeyId,
    secretKey: keys?.secretAccessKey,
    securityToken: keys?.securityToken,
  };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
