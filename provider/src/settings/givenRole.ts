import { z } from "zod";
import { nameIn, originIn, type ConfigSource } from "./configSource";
import type { Environment } from "./environment";
import type { Profile } from "./profile";
import { SettingsError } from "./settingsError";

/** What one place says of an agency, with the names it says it by. */
export interface GivenRole {
  readonly origin: string;
  readonly agencyName: NamedText;
  readonly domainName: NamedText;
  readonly domainId: NamedText;
  readonly durationSeconds: NamedText;
  /** What asks for a token of an identity provider, where anything does. */
  readonly identityProvider?: string | undefined;
}

/** A value, if there is one, and the name it goes by where it stands. */
export interface NamedText {
  readonly name: string;
  readonly text: string | undefined;
}

const scalar = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => blankless(value === null || value === undefined ? undefined : String(value)));

const objectSchema = z.looseObject({
  agencyName: scalar,
  domainName: scalar,
  domainId: scalar,
  durationSeconds: scalar,
  /** The bridged provider's word for it. */
  duration: scalar,
});

const knownKeys = ["agencyName", "domainName", "domainId", "durationSeconds", "duration"];
const providerKeys = ["idpId", "idToken", "idTokenFile"];
const providerVariables = ["HW_ASSUME_ROLE_IDP_ID", "HW_ASSUME_ROLE_ID_TOKEN", "HW_ASSUME_ROLE_ID_TOKEN_FILE"];

/** The agency that a key of the stack configuration names, if any. Throws SettingsError for one that is no object. */
export function roleInConfiguration(key: string, source: ConfigSource): GivenRole | undefined {
  const text = blankless(source(key));
  if (text === undefined) {
    return undefined;
  }
  const origin = originIn(source, key);
  const shown = nameIn(source, key) ?? key;
  const parsed = objectSchema.safeParse(onlyOne(parseJson(text)));
  if (!parsed.success) {
    throw refusedRole(`${origin} is not one object such as {"agencyName": ..., "domainName": ...}.`);
  }
  const named = (name: keyof z.output<typeof objectSchema>): NamedText => {
    const value = parsed.data[name];
    return { name: `${shown}.${name}`, text: typeof value === "string" ? value : undefined };
  };
  const strange = Object.keys(parsed.data).filter((name) => ![...knownKeys, ...providerKeys].includes(name));
  if (strange.length > 0 && key.startsWith("kps:")) {
    throw refusedRole(`${origin} has a key it does not know; the keys are ${knownKeys.slice(0, 4).join(", ")}.`);
  }
  const provider = providerKeys.find((name) => parsed.data[name] !== undefined && parsed.data[name] !== "");
  const duration = named("durationSeconds");
  return {
    origin,
    agencyName: named("agencyName"),
    domainName: named("domainName"),
    domainId: named("domainId"),
    durationSeconds: duration.text === undefined ? named("duration") : duration,
    identityProvider: provider === undefined ? undefined : `${shown}.${provider}`,
  };
}

/** The agency that environment variables name, if any. Throws SettingsError for variables of other tools. */
export function roleInEnvironment({ variables }: Environment): GivenRole | undefined {
  const named = (name: string): NamedText => ({ name, text: blankless(variables[name]) });
  const older = ["OS_AGENCY_NAME", "OS_AGENCY_DOMAIN_NAME"].find((name) => named(name).text !== undefined);
  const given = {
    agencyName: named("HW_ASSUME_ROLE_AGENCY_NAME"),
    domainName: named("HW_ASSUME_ROLE_DOMAIN_NAME"),
    domainId: named("HW_ASSUME_ROLE_DOMAIN_ID"),
    durationSeconds: named("HW_ASSUME_ROLE_DURATION"),
  };
  const first = Object.values(given).find(({ text }) => text !== undefined)?.name;
  const provider = providerVariables.find((name) => named(name).text !== undefined);
  if (first === undefined && provider === undefined) {
    if (older !== undefined) {
      throw refusedRole(
        `${older} in the environment names an agency in a way that is not supported: ` +
          "set HW_ASSUME_ROLE_AGENCY_NAME and HW_ASSUME_ROLE_DOMAIN_NAME instead, or remove it.",
      );
    }
    return undefined;
  }
  return { origin: `${first ?? provider ?? ""} in the environment`, ...given, identityProvider: provider };
}

/** The agency that a profile names, if any. */
export function roleInProfile({ label, values: { agency } }: Profile): GivenRole | undefined {
  if (agency === undefined) {
    return undefined;
  }
  const domainId = { name: "agencyDomainId", text: agency.domainId };
  return {
    origin: `agencyName of ${label}`,
    agencyName: { name: "agencyName", text: agency.agencyName },
    // hcloud writes both; the id cannot be mistaken.
    domainName: { name: "agencyDomainName", text: agency.domainId === undefined ? agency.domainName : undefined },
    domainId,
    durationSeconds: { name: "", text: undefined },
  };
}

/** The bridged provider takes a list of agencies that are assumed one after the other; one is no chain. */
function onlyOne(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

function blankless(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === "" ? undefined : text.trim();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What is wrong with an agency. */
export function refusedRole(sentence: string): SettingsError {
  return new SettingsError({ key: "assumeRole", sentence });
}
