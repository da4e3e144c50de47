import type { ConfigSource } from "./configSource";
import type { Environment } from "./environment";
import { namespaces } from "./environmentNames";
import {
  refusedRole,
  roleInConfiguration,
  roleInEnvironment,
  roleInProfile,
  type GivenRole,
  type NamedText,
} from "./givenRole";
import { isProfileFirst } from "./plainSettings";
import type { Profile } from "./profile";
import type { AssumedRole } from "./settings";
import { refuseOlderAgency } from "./unhonoured";

/**
 * The agency that everything is to be done as: of the first place that names one.
 * @param profiles those that anything is taken from
 * @throws SettingsError for half of one, one that is malformed, and one that takes an identity provider's token
 */
export function findAssumedRole(
  source: ConfigSource,
  environment: Environment,
  profiles: readonly Profile[],
): { readonly role: AssumedRole; readonly place: string } | undefined {
  for (const namespace of namespaces) {
    const given = roleInConfiguration(`${namespace}:assumeRole`, source);
    if (given !== undefined) {
      return { role: roleOf(given), place: namespace };
    }
    refuseOlderAgency(namespace, source);
  }
  const inProfiles = profiles.map((profile) => ({ place: profile.label, given: roleInProfile(profile) }));
  const inEnvironment = { place: "environment", given: roleInEnvironment(environment) };
  for (const { place, given } of isProfileFirst(source)
    ? [...inProfiles, inEnvironment]
    : [inEnvironment, ...inProfiles]) {
    if (given !== undefined) {
      return { role: roleOf(given), place };
    }
  }
  return undefined;
}

function roleOf(given: GivenRole): AssumedRole {
  const { origin, agencyName, domainName, domainId, durationSeconds, identityProvider } = given;
  if (identityProvider !== undefined) {
    throw refusedRole(
      `${identityProvider} asks to sign in with an identity provider's token, which is not supported: ` +
        "give an access key (temporary ones too), a token or an IAM user, and the agency without it.",
    );
  }
  if (domainName.text !== undefined && domainId.text !== undefined) {
    throw refusedRole(`${domainName.name} and ${domainId.name} are both set: set one of them.`);
  }
  if (agencyName.text === undefined || (domainName.text ?? domainId.text) === undefined) {
    const missing = agencyName.text === undefined ? agencyName.name : `${domainName.name} or ${domainId.name}`;
    throw refusedRole(
      `Half of an agency in ${origin}: ${missing} is missing. Set it there too, or remove what is there.`,
    );
  }
  const seconds = durationSeconds.text === undefined ? undefined : Number(durationSeconds.text);
  if (seconds !== undefined && !(isWhole(durationSeconds.text) && seconds >= 900 && seconds <= 86_400)) {
    throw refusedRole(`${durationSeconds.name} must be a whole number of seconds from 900 to 86400.`);
  }
  return {
    agencyName: checkedText(agencyName),
    domain: domainId.text === undefined ? { name: checkedText(domainName) } : { id: checkedText(domainId) },
    ...(seconds === undefined ? {} : { durationSeconds: seconds }),
    origin,
  };
}

/** As all numbers in settings: `1e3` and `0x400` are more often something else that was meant. */
function isWhole(text: string | undefined): boolean {
  return text !== undefined && /^[1-9]\d{0,5}$/.test(text);
}

function checkedText({ name, text = "" }: NamedText): string {
  if (text.length > 256 || /\p{Cc}/u.test(text)) {
    throw refusedRole(`${name} is no name: it is longer than 256 characters or holds a control character.`);
  }
  return text;
}
