/** Who tells of an error, and how a person there goes on: the words differ, the facts do not. */
export interface Speaker {
  /** What trying again is. */
  readonly again: string;
  /** How to let it take longer. */
  readonly longer: string;
  readonly credentials: string;
  readonly region: string;
  readonly endpoint: string;
  readonly requestsPerMinute: string;
  /** Whose environment NODE_EXTRA_CA_CERTS belongs into. */
  readonly process: string;
  /** What is set where a setting is named. */
  readonly inSettings: (text: string) => string;
}

const asTheyAre = (text: string): string => text;

/** On the row of a resource, in `pulumi up` and its kin. */
export const resourceSpeaker: Speaker = {
  again: "run `pulumi up` again",
  longer: "give it longer with customTimeouts",
  credentials: "kps:accessKey and kps:secretKey (or kps:token, or kps:userName and kps:password)",
  region: "kps:region",
  endpoint: "kps:endpoint or kps:endpoints",
  requestsPerMinute: "kps:requestsPerMinute",
  process: "pulumi",
  inSettings: asTheyAre,
};

/** In a program that called a function. */
export const functionSpeaker: Speaker = {
  ...resourceSpeaker,
  again: "call it again",
  longer: "give it a longer timeout",
  process: "the program",
};

/** In a call of a function that was given settings of its own, as in plain Node.js: there is no stack configuration. */
export const givenSettingsSpeaker: Speaker = {
  ...functionSpeaker,
  credentials:
    "settings.accessKey and settings.secretKey (or settings.token, or settings.userName and settings.password)",
  region: "settings.region",
  endpoint: "settings.endpoint or settings.endpoints",
  requestsPerMinute: "settings.requestsPerMinute",
  inSettings: (text) => text.replaceAll(/kps:([A-Za-z]{1,40})/g, "settings.$1"),
};

/** What stands at the command line for a key of the stack configuration. */
const commandNames: Readonly<Record<string, string>> = {
  region: "--region",
  projectId: "--project-id",
  projectName: "HW_PROJECT_NAME",
  profile: "--profile",
  endpoint: "--endpoint",
};

/** At the command line: a flag stands where the stack configuration would. */
export const commandSpeaker: Speaker = {
  again: "try again",
  longer: "wait longer with --timeout",
  credentials: "the access key and secret key, or the token (`huaweicloud-kps doctor` shows where they come from)",
  region: "--region",
  endpoint: "--endpoint",
  requestsPerMinute: "KPS_REQUESTS_PER_MINUTE",
  process: "huaweicloud-kps",
  inSettings: (text) => text.replaceAll(/kps:([A-Za-z]{1,40})/g, (whole, key: string) => commandNames[key] ?? whole),
};
