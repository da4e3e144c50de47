import { parse } from "ini";
import { z } from "zod";
import type { ProfileValues } from "./profile";

const text = z
  .string()
  .optional()
  .transform((value) => (value?.trim() === "" ? undefined : value?.trim()));

const section = z.object({ ak: text, sk: text, security_token: text, project_id: text, region: text });

/**
 * One section of the file of Huawei Cloud's SDKs (`~/.huaweicloud/credentials`, INI); absent: `[basic]`.
 * @returns undefined when there is no such section
 */
export function readSdkProfile(iniText: string, name: string | undefined): ProfileValues | undefined {
  const parsed = section.safeParse(parse(iniText)[name ?? "basic"]);
  if (!parsed.success) {
    return undefined;
  }
  const { ak, sk, security_token, project_id, region } = parsed.data;
  return { region, projectId: project_id, accessKey: ak, secretKey: sk, securityToken: security_token };
}
