import { parse } from "ini";
import { z } from "zod";
import type { ReadProfile } from "./profile";

const text = z
  .string()
  .optional()
  .transform((value) => (value?.trim() === "" ? undefined : value?.trim()));

const section = z.object({
  ak: text,
  sk: text,
  security_token: text,
  project_id: text,
  region: text,
  idp_id: text,
  id_token_file: text,
});

/** A section, a key with its value, a comment, or nothing. */
const iniLine = /^\s*(?:$|[;#]|\[[^\]]{1,256}\]\s*$|[A-Za-z_][\w.-]{0,255}\s*=)/;

/** The parser makes sections within sections of the dots in a name. */
function sectionOf(parsed: unknown, name: string): unknown {
  return name
    .split(".")
    .reduce<unknown>(
      (within, part) =>
        typeof within === "object" && within !== null && Object.hasOwn(within, part)
          ? (within as Readonly<Record<string, unknown>>)[part]
          : undefined,
      parsed,
    );
}

/** One section of the file of Huawei Cloud's SDKs (`~/.huaweicloud/credentials`, INI); absent: `[basic]`. */
export function readSdkProfile(iniText: string, name: string | undefined): ReadProfile {
  const broken = iniText.split(/\r\n|\r|\n/).findIndex((line) => !iniLine.test(line));
  if (broken >= 0) {
    return {
      found: "fault",
      why: `cannot be understood: line ${broken + 1} is neither [section] nor key = value (a file in JSON begins with "{")`,
    };
  }
  const found = sectionOf(parse(iniText), name ?? "basic");
  const parsed = section.safeParse(found);
  if (!parsed.success) {
    const why = found === undefined ? "has no section [basic]" : "has something else than texts in its section [basic]";
    return { found: "none", ...(name === undefined ? { why } : {}) };
  }
  const { ak, sk, security_token, project_id, region, idp_id, id_token_file } = parsed.data;
  const provider = idp_id !== undefined ? "idp_id" : id_token_file !== undefined ? "id_token_file" : undefined;
  return {
    found: "profile",
    values: {
      region,
      projectId: project_id,
      accessKey: ak,
      secretKey: sk,
      securityToken: security_token,
      unsupported:
        ak === undefined && sk === undefined && provider !== undefined
          ? `${provider} (an identity provider's token)`
          : undefined,
    },
  };
}
