import type { SettingsArgs } from "./settingsArgs";

const OWN = {
  region: true,
  accessKey: true,
  secretKey: true,
  securityToken: true,
  token: true,
  userName: true,
  password: true,
  domainName: true,
  projectId: true,
  projectName: true,
  assumeRole: true,
  endpoint: true,
  endpoints: true,
  requestsPerMinute: true,
  ecsRequestsPerMinute: true,
  profile: true,
  sharedConfigFile: true,
  reportFile: true,
} as const satisfies Record<keyof SettingsArgs, true>;

/** What other tools call the settings, without capitals. */
const ELSEWHERE = ["ak", "sk", "accesskeyid", "secretaccesskey", "sessiontoken", "authtoken", "regionname"];

/** The names there are, for a message. */
export const SETTING_NAMES: readonly string[] = Object.keys(OWN);

const PLAIN_NAMES = SETTING_NAMES.map((name) => name.toLowerCase());

/** Whether a setting has this name. */
export function isSettingName(name: string): boolean {
  return Object.hasOwn(OWN, name);
}

/**
 * What is given under a name that was meant to be one of a setting: it would work elsewhere, or as somebody else, unsaid. What
 * is called something else may be there for other purposes.
 */
export function misnamedSettings(given: object): string[] {
  return Object.entries(given)
    .filter(([name, value]) => value !== undefined && value !== null && !isSettingName(name) && isMeant(name))
    .map(([name]) => name);
}

/** What a person is told of misspelt settings in the stack configuration. */
export function misnamedText(names: readonly string[]): string {
  const keys = names.map((name) => `kps:${name}`).join(", ");
  return `${keys} in the stack configuration: there is no such setting, check the spelling; there are ${SETTING_NAMES.join(", ")}`;
}

function isMeant(name: string): boolean {
  const plain = name.toLowerCase().replace(/[_-]/g, "");
  return ELSEWHERE.includes(plain) || PLAIN_NAMES.some((known) => isSlipOf(plain, known));
}

/** Whether a text differs from another one by a letter that is missing, too much or another one, or by two that changed places. */
function isSlipOf(text: string, known: string): boolean {
  let start = 0;
  while (start < known.length && text[start] === known[start]) {
    start += 1;
  }
  const [rest, wanted] = [text.slice(start), known.slice(start)];
  const swapped = `${wanted.charAt(1)}${wanted.charAt(0)}${wanted.slice(2)}`;
  return [wanted, wanted.slice(1), swapped].includes(rest) || [wanted, wanted.slice(1)].includes(rest.slice(1));
}
